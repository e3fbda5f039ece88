import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parseCatalog } from "../../infra/catalog/parse";
import type { WorkloadEntry } from "../../infra/catalog/workload";
import { environment } from "../../stacks/environment";
import { workload as api } from "../fixtures/catalog/api-adapter";
import { workload as digest } from "../fixtures/catalog/audit-digest";
import { workload as queue } from "../fixtures/catalog/audit-queue";
import { workload as core } from "../fixtures/catalog/core";
import { workload as ingest } from "../fixtures/catalog/ingest-worker";
import { settingsOf } from "../support/contexts";
import { only, type RecordedResource, record } from "../support/record";

const flags = { "new-way": { description: "New.", enabled: { dev: true, stg: 50, prod: 5 } } };
const APPLICATION = "aws:appconfig/application:Application";
const STRATEGY = "aws:appconfig/deploymentStrategy:DeploymentStrategy";

/** All that an environment has, of these entries without their links, and its outputs. */
async function made(...entries: WorkloadEntry[]) {
  let outputs: unknown;
  const all = await record(async () => {
    const catalog = parseCatalog(
      Object.fromEntries(entries.map((each) => [each.name, { ...each, links: [], allows: [] }])),
    );
    outputs = await new Promise((resolve) => {
      pulumi.output(environment(settingsOf("stg"), catalog)).apply(resolve);
    });
  });
  return { all, outputs: outputs as { workloads: Record<string, Record<string, unknown>> } };
}

const of = (all: readonly RecordedResource[], type: string) =>
  all.filter((each) => each.type === type);
const withFlags = (entry: WorkloadEntry): WorkloadEntry => ({ ...entry, flags });

describe("the flags of an environment", () => {
  it("[§10] has a place, a reader and what a release needs for every kind that runs", async () => {
    const entries = [ingest, api, queue, digest].map(withFlags);
    const { all, outputs } = await made(...entries, core);
    const names = ["ingest-worker", "api-adapter", "audit-queue", "audit-digest"];

    expect(of(all, APPLICATION).map(({ inputs }) => inputs.name)).to.have.members(
      names.map((name) => `nc-${name}-stg-flags`),
    );
    expect(of(all, STRATEGY).map(({ inputs }) => inputs.name)).to.have.members([
      ...["nc-platform-stg-flags", "nc-platform-stg-flags-back"],
    ]);
    const readers = names.map(
      (name) => only(all, "aws:iam/rolePolicy:RolePolicy", `${name}-flags-reader`).inputs.role,
    );
    expect(readers).to.deep.equal([
      "nc-ingest-worker-stg-task",
      "nc-api-adapter-stg-function",
      "nc-audit-queue-stg-task",
      "nc-audit-digest-stg-task",
    ]);
    const roles = of(all, "aws:iam/role:Role").map(({ inputs }) => inputs.name);
    expect(roles).to.include.members(readers);
    for (const name of names) {
      expect(outputs.workloads[name]?.flags, name).to.have.all.keys(
        ...["applicationId", "environmentId", "configurationProfileId"],
        ...["deploymentStrategyId", "revertDeploymentStrategyId"],
      );
    }
  });

  it("[§10] has AWS's agent beside each container, from the account's own registry", async () => {
    const { all } = await made(withFlags(ingest), withFlags(queue), withFlags(api));
    const tasks = of(all, "aws:ecs/taskDefinition:TaskDefinition");
    const agents = tasks.map(({ inputs }) => JSON.parse(inputs.containerDefinitions)[1]);
    const { layers } = only(all, "aws:lambda/function:Function", "api-adapter").inputs;

    expect(agents).to.have.lengthOf(2);
    for (const { name, image } of agents) {
      expect(name).to.equal("appconfig-agent");
      expect(image).to.match(/\/nc-platform-stg-appconfig-agent@sha256:[0-9a-f]{64}$/);
    }
    expect(layers).to.deep.equal([settingsOf("stg").appConfigAgent.layers.arm64]);
  });

  it("[§10] has a layer where a job runs as a function", async () => {
    const job = { ...digest, runs: { as: "function" }, slo: { finishesWithin: "5 minutes" } };
    const { all } = await made(withFlags(job as WorkloadEntry));
    const { inputs } = only(all, "aws:iam/rolePolicy:RolePolicy", "audit-digest-flags-reader");

    expect(
      only(all, "aws:lambda/function:Function", "audit-digest-run").inputs.layers,
    ).to.have.lengthOf(1);
    expect(inputs.role).to.equal("nc-audit-digest-stg-function");
  });

  it("[§10] is nothing at all where no workload has flags", async () => {
    const { all, outputs } = await made({ ...ingest, flags: {} }, api);
    const types = new Set(all.map(({ type }) => type).filter((type) => type.includes("appconfig")));

    expect(types).to.deep.equal(new Set());
    expect(JSON.stringify(all)).not.to.contain("appconfig-agent");
    expect(outputs.workloads["ingest-worker"]).not.to.have.property("flags");
  });
});
