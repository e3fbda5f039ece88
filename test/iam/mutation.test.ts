import { expect } from "chai";
import { type Catalog, factsOf } from "../../infra/catalog/workload";
import type { Settings } from "../../infra/settings/parse";
import { loadTestCatalog } from "../support/catalog";
import { settingsOf } from "../support/contexts";
import { deliveryAsks, promotionAsks } from "./support/deliveries";
import { distinct, isAdministrators, madeWith, takes } from "./support/environment";
import { everyOption } from "./support/every-option";
import { type Expected, mutate, wrong } from "./support/mutants";
import { driftAsks, platformAsks, previewAsks } from "./support/own-roles";
import { publishAsks } from "./support/publish-asks";
import { type Role, rolesIn } from "./support/roles";
import { runtimeAsks } from "./support/runtime";
import { terraformPlanAsks } from "./support/terraform-plan-asks";

/** The environment that is promoted from, and the one that is promoted to; both with all that settings turn on. */
const ALL = { dr: true, deploymentRule: { appId: 1 } };
const ENVIRONMENTS = [settingsOf("stg", ALL), settingsOf("prod", ALL)];

/** What another statement allows or denies as well, and why both stay. */
const COVERED = [
  // A Terraform stack that manages parameters reads and writes all of its own name; one that manages none does not.
  "nc-core-gha-deploy-role Reads: ssm:GetParameter",
  "nc-dial-gha-deploy-role Reads: ssm:GetParameter",
  "nc-core-gha-plan-role ReleaseContract: ssm:GetParameter",
  "nc-dial-gha-plan-role ReleaseContract: ssm:GetParameter",
  "nc-core-gha-deploy-role Released: ssm:GetParameter",
  "nc-core-gha-deploy-role Released: ssm:PutParameter",
  "nc-dial-gha-deploy-role Released: ssm:GetParameter",
  "nc-dial-gha-deploy-role Released: ssm:PutParameter",
  // Whoever reads and writes a thing decrypts it by either link, and whoever has secrets or takes messages
  // of its own decrypts by the same key: each stays, as the other may go.
  "nc-bell-function ReadDialSecretMotorKey: kms:Decrypt",
  "nc-clock-task ReadDialBucketPhotosKey: kms:Decrypt",
  "nc-clock-task WriteDialBucketPhotosKey: kms:Decrypt",
  "nc-clock-task ReadDialTableTimesKey: kms:Decrypt",
  "nc-clock-task WriteDialTableTimesKey: kms:Decrypt",
  "nc-clock-task ReadDialSecretMotorKey: kms:Decrypt",
  "nc-clock-task WriteDialSecretMotorKey: kms:Decrypt",
  "nc-crank-task SendBellKey: kms:Decrypt",
  // The boundary of every role denies it too.
  "gha-preview-role NoData: sts:AssumeRole",
  "nc-platform-drift NoData: sts:AssumeRole",
];

/** A person's role, who may do what an emergency asks for: break-glass.test.ts says what it may not. */
const OF_PEOPLE = /^nc-platform-(stg|prod)-break-glass$/;

/** The role that looks for drift. */
const OF_DRIFT = /^nc-platform-(stg|prod)-drift$/;

/** What a role asks for, in one environment. */
interface Subject {
  readonly role: Role;
  readonly expected: Expected;
}

describe("a role that has lost one action", () => {
  let subjects: Subject[];

  before(async () => {
    const catalog = [...(await loadTestCatalog()), ...everyOption()];
    subjects = [];
    for (const each of ENVIRONMENTS) subjects.push(...(await subjectsIn(each, catalog)));
  });

  for (const [title, belongs] of [
    ["the platform's", (name: string) => name === "gha-deploy-role"],
    ["the one of pull requests", (name: string) => name === "gha-preview-role"],
    ["the one that looks for drift", (name: string) => OF_DRIFT.test(name)],
    ["a workload's deploy role", (name: string) => name.endsWith("-gha-deploy-role")],
    ["the one that plans a Terraform stack", (name: string) => name.endsWith("-gha-plan-role")],
    ["the one that publishes releases", (name: string) => name.endsWith("-gha-publish-role")],
    [
      "those that services and code assume",
      (name: string) => !name.includes("gha-") && !OF_DRIFT.test(name),
    ],
  ] as const) {
    it(`is noticed: ${title}`, async function () {
      const noticed = new Map<string, boolean>();
      for (const { role, expected } of subjects.filter(({ role: { name } }) => belongs(name))) {
        expect(await wrong(role, expected)).to.deep.equal([]);
        // One statement of the program makes those of both environments: either notices it.
        const name = role.name.replace(`-${role.environment}-`, "-");
        for (const each of await mutate(role, expected)) {
          const mutant = `${name} ${each.says}`;
          noticed.set(mutant, each.noticed || (noticed.get(mutant) ?? false));
        }
      }
      const survivors = [...noticed].filter(([, is]) => !is).map(([mutant]) => mutant);
      if (this.test) this.test.title += ` (${noticed.size - survivors.length} of ${noticed.size})`;
      expect(noticed.size).to.be.above(0);
      expect(survivors.filter((each) => !COVERED.includes(each))).to.deep.equal([]);
    });
  }
});

async function subjectsIn(settings: Settings, catalog: Catalog): Promise<Subject[]> {
  const made = await madeWith(settings, catalog);
  const all = made.flatMap((each) => {
    const taken = takes(each, settings);
    return isAdministrators(each) ? taken.filter(({ changes }) => !changes) : taken;
  });
  const taken = distinct(all);
  const expected = (role: Role): Expected => {
    if (role.name === "gha-deploy-role") return platformAsks(taken, settings);
    if (role.name === "gha-preview-role") return previewAsks(taken, settings);
    if (OF_DRIFT.test(role.name)) return driftAsks(taken, settings);
    const workload = catalog.find(({ name }) => name === role.service);
    const { account, environment, service } = role;
    const at = { account, environment, service };
    if (workload?.kind === "terraform" && role.name.endsWith("-gha-plan-role")) {
      return { allowed: terraformPlanAsks(at, workload.manages) };
    }
    if (workload && role.name.endsWith("-gha-publish-role")) {
      const has = {
        image: factsOf(workload).shipsImage === true,
        migrations: "migrations" in workload && workload.migrations !== undefined,
      };
      return { allowed: publishAsks(at, has) };
    }
    if (!workload || !role.name.endsWith("-gha-deploy-role")) return runtimeAsks(role, catalog);
    return { allowed: [...deliveryAsks(workload, at), ...promotionAsks(workload, at)] };
  };
  const judged = [...rolesIn(made, settings).values()].filter(({ name }) => !OF_PEOPLE.test(name));
  return judged.map((role) => ({ role, expected: expected(role) }));
}
