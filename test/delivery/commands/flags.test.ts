import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { z } from "zod";
import { runCommandLine } from "../../../delivery/cli/run";
import { VERBS } from "../../../delivery/commands";
import { TEST_CATALOG } from "../../support/catalog";
import { deliveries } from "../adapters/aws/support/deliveries";
import { deployRoleOf } from "../adapters/aws/support/program-account";
import { variablesOf } from "./support/command-line";
import { withIssuesServer } from "./support/issues-server";

const ANSWER = z.object({ answer: z.looseObject({}) });
const DEPLOYMENT = /^flags\/stg\/ingest-worker\/\w+\/1$/;

describe("nc flags", () => {
  const { api, clock } = deliveries();
  let project: string;
  before(() => {
    project = mkdtempSync(join(tmpdir(), "nc-flags-"));
    cpSync(TEST_CATALOG, join(project, "stacks", "catalog"), { recursive: true });
  });
  after(() => rmSync(project, { recursive: true, force: true }));

  /** Runs `nc flags <words> --environment stg --json`, as the job that delivers the service. */
  async function flags(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
    let out = "";
    let err = "";
    const all = ["flags", ...words, "--environment", "stg", "--json"];
    const code = await runCommandLine(all, VERBS, {
      env: { ...variablesOf(api.as(deployRoleOf("ingest-worker"))), ...env },
      signal: new AbortController().signal,
      clock,
      project: pathToFileURL(`${project}/`),
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
    });
    return { code, out, err };
  }
  const answerOf = ({ out }: { readonly out: string }) => ANSWER.parse(JSON.parse(out)).answer;

  it("[§10] plan shows what the catalog changes, and deploy carries it out", async () => {
    const planned = await flags(["plan", "ingest-worker"]);
    expect(planned.code, planned.err).to.equal(0);
    expect(answerOf(planned)).to.deep.equal({ changes: ["new-parser: new, on for 50 %"] });
    await withIssuesServer(async (env) => {
      const dry = await flags(["deploy", "ingest-worker", "--dry-run"], env);
      expect(answerOf(dry)).to.include({ deployment: null });
      const deployed = await flags(["deploy", "ingest-worker"], env);
      expect(deployed.code, deployed.err).to.equal(0);
      expect(Object(answerOf(deployed)).deployment).to.match(DEPLOYMENT);
      expect(answerOf(await flags(["plan", "ingest-worker"]))).to.deep.equal({ changes: [] });
    });
  });

  it("[§14] kill undoes it, with an incident and a ticket that carry the deployment's id", async () => {
    const opened = await withIssuesServer(async (env) => {
      await flags(["deploy", "ingest-worker"], env);
      const words = ["kill", "ingest-worker", "--reason", "it loses pages"];
      const killed = await flags(words, env);
      expect(killed.code, killed.err).to.equal(0);
      const { deployment, incident, ticket } = Object(answerOf(killed));
      expect(deployment).to.match(DEPLOYMENT);
      expect(ticket).to.equal("https://github.com/neurocipher/x/issues/7");
      const item = api.cloud.list("sandbox:ssm/opsItem").find(({ key }) => key === incident);
      expect(item?.state.title).to.match(/deployment flags\/stg\/ingest-worker\/\w+\/1$/);
      expect(item?.state.description).to.contain("it loses pages");
    });
    expect(opened).to.have.length(1);
    expect(opened[0]).to.match(/deployment flags\/stg\/ingest-worker\/\w+\/1$/);
  });

  it("kill undoes nothing where it could not report it", async () => {
    await withIssuesServer(async (env) => {
      await flags(["deploy", "ingest-worker"], env);
    });
    const refused = await flags(["kill", "ingest-worker", "--reason", "it loses pages"]);
    expect([refused.code, refused.err + refused.out]).to.satisfy(
      ([code, text]: [number, string]) => code === 1 && text.includes("GITHUB_TOKEN is missing"),
    );
    expect(answerOf(await flags(["plan", "ingest-worker"]))).to.deep.equal({ changes: [] });
  });

  it("names the workloads of the catalog where it has not the one that is asked for", async () => {
    const { code, out, err } = await flags(["plan", "nobody"]);
    expect(code).to.equal(1);
    expect(out + err).to.contain(
      "expected one of api-adapter, audit-digest, audit-queue, core, ingest-worker",
    );
  });
});
