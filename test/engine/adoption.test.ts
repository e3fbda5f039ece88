import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { withAdoption } from "../../infra/adoption/stack-text";
import { REQUIRED_CHECKS, requiredChecksOf } from "../../infra/github/workflows";
import { readStackFile } from "../../infra/settings/stack-file";
import { type Entry, openCloud } from "../../sandbox/cloud/record";
import { foldersOf } from "../../sandbox/folders";
import { type PreflightRun, runPreflight } from "../../tools/adoption/preflight";
import { ACCOUNTS } from "../support/contexts";
import {
  addForeign,
  BRANCHES,
  ECR,
  ENVIRONMENT,
  FOREIGN,
  LOG_GROUP,
  OIDC,
  OWN_KEY,
  PARAMETER,
  RULESET,
  repository,
} from "../support/foreign";
import { recordedAccount, recordedGitHub } from "../support/record-inventory";
import { projectWith, testSandbox } from "../support/sandbox";

const CATALOG = "test/fixtures/small-catalog";
const NOTHING = /\nprod: 0 created, 0 changed, 0 deleted, \d+ policies, 0 violations\n/;

const vpc = {
  id: "vpc-0a0a0a0a0a0a0a0a0",
  publicSubnetIds: ["subnet-0a0a0a01", "subnet-0a0a0a02", "subnet-0a0a0a03"],
  privateSubnetIds: ["subnet-0b0b0b01", "subnet-0b0b0b02", "subnet-0b0b0b03"],
  natAddresses: ["203.0.113.7"],
};

describe("an account and a GitHub organization that are not empty", () => {
  const [plain, sandbox] = [testSandbox(), testSandbox()];
  const cloudOf = ({ folder }: typeof sandbox) => foldersOf(folder).cloud("prod");
  const cloud = openCloud(cloudOf(sandbox));
  let foreign: readonly Entry[];
  let project: string;

  before(() => {
    addForeign(cloudOf(plain), ACCOUNTS.prod, FOREIGN);
    foreign = addForeign(cloudOf(sandbox), ACCOUNTS.prod, FOREIGN);
    // What nobody can find out by a look.
    project = projectWith(sandbox.folder, "prod", (text) => text + adopt({ vpc }));
  });
  after(() => {
    plain.remove();
    sandbox.remove();
  });

  const up = () =>
    sandbox.run(["up", "prod"], undefined, { NC_CATALOG: CATALOG, NC_PROJECT: project });
  const plan = join(sandbox.folder, "plan.json");
  const planned = () =>
    sandbox.run(["preview", "prod", "--plan", plan], undefined, {
      NC_CATALOG: CATALOG,
      NC_PROJECT: project,
    });
  const look = (changes: Pick<PreflightRun, "write" | "removeRefs">) =>
    runPreflight({
      project: pathToFileURL(`${project}/`),
      environment: "prod",
      plan,
      inventories: {
        account: recordedAccount(cloud, { account: ACCOUNTS.prod, region: "ca-central-1" }),
        gitHub: recordedGitHub(cloud, {
          "nc-platform": REQUIRED_CHECKS,
          "api-adapter": requiredChecksOf("api-adapter", "nc-platform"),
          "ingest-worker": ["check / CI gates"],
        }),
      },
      today: new Date(),
      enterprise: true,
      ...changes,
    });
  const now = (type: string) => {
    const entry = foreign.find((each) => each.type === type);
    return entry && cloud.get(entry);
  };

  it("are refused where nothing is adopted", async () => {
    const { code, stdout } = await plain.run(["up", "prod"], undefined, { NC_CATALOG: CATALOG });
    expect(stdout).to.match(/already exists|303 Response if|expected another: urn:foreign/);
    expect(code).to.equal(1);
  });

  it("are listed by a preflight, which writes the settings and removes foreign refs", async () => {
    const preview = await planned();
    expect(preview.code, preview.stdout + preview.stderr).to.equal(0);
    const first = await look({ write: true, removeRefs: false });
    expect(first.clear).to.equal(false);
    expect(first.lines.filter((line) => line.startsWith("clash"))).to.deep.equal([
      'clash   ingest-worker: branch of environment prod is "release/*": expected no such ref: remove it',
    ]);
    expect(first.lines.filter((line) => line.startsWith("import"))).to.have.lengthOf(7);
    expect(first.lines).to.include("use     GitHub's OIDC provider");
    const waiting = first.lines.filter((line) => line.startsWith("wait"));
    expect(waiting).to.have.lengthOf(1);
    expect(waiting[0]).to.match(/main's rules of ingest-worker are evaluate until \d{4}-/);

    const second = await look({ write: false, removeRefs: true });
    expect(second.clear).to.equal(true);
    expect(second.lines).to.include("removed branch release/* of ingest-worker, environment prod");
  });

  it("[§4] are adopted by the settings, and what is adopted becomes what the program declares", async () => {
    const preview = await planned();
    expect(preview.code, preview.stdout + preview.stderr).to.equal(0);
    const env = { NC_CATALOG: CATALOG, NC_PROJECT: project };
    const { code, stdout, stderr } = await sandbox.run(
      ["up", "prod", "--plan", plan],
      undefined,
      env,
    );
    expect(code, stdout + stderr).to.equal(0);

    for (const { type, id, state } of foreign) {
      if (state.branchPattern !== undefined) continue;
      const same = cloud.list(type).filter((each) => each.id === id);
      expect(same, `${type} ${id}`).to.have.lengthOf(1);
    }
    expect(cloud.list("aws:ec2/vpc:Vpc")).to.deep.equal([]);
    expect(cloud.list(OIDC)).to.deep.equal(foreign.filter(({ type }) => type === OIDC));
    expect(now(ECR)?.state).to.include({ imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" });
    expect(now(ECR)?.state.encryptionConfigurations).to.deep.equal(OWN_KEY);
    expect(now(LOG_GROUP)?.state).to.include({ retentionInDays: 365 });
    expect(now(PARAMETER)?.state).to.include({ value: "info" });
    expect(now(ENVIRONMENT)?.state).to.include({ canAdminsBypass: false });
    expect(now(RULESET)?.state.rules).to.include({ requiredLinearHistory: true });
    expect(now(RULESET)?.state).to.include({ enforcement: "evaluate" });
  });

  it("change no more with a second up, and no foreign ref deploys", async () => {
    const { code, stdout } = await up();
    expect(stdout).to.match(NOTHING);
    expect(code).to.equal(0);
    const refs = cloud
      .list(BRANCHES)
      .filter(({ state }) => state.repository === repository && state.environment === "prod")
      .map(({ state }) => state.branchPattern ?? state.tagPattern);
    expect(refs).to.deep.equal(["v*"]);
  });

  it("[§12] have main's rules active as soon as nothing waits for workflows", async () => {
    const file = join(project, "Pulumi.prod.yaml");
    const { settings } = readStackFile(pathToFileURL(`${project}/`), "prod");
    const active = { ...settings.adopt, rulesets: {} };
    writeFileSync(file, withAdoption(readFileSync(file, "utf8"), "nc-platform", active));
    const { code, stdout } = await up();
    expect(stdout).to.match(
      /\nprod: 0 created, 1 changed, 0 deleted, \d+ policies, 0 violations\n/,
    );
    expect(code).to.equal(0);
    expect(now(RULESET)?.state).to.include({ enforcement: "active" });
  });

  it("are refused, and not replaced, where an input differs that cannot change", async () => {
    const other = openCloud(cloudOf(plain))
      .list(RULESET)
      .find(({ state }) => state.repository === "another");
    const rules = { type: RULESET, name: "api-adapter-rules-main", id: `another:${other?.id}` };
    const { code, stdout, stderr } = await plain.run(["preview", "prod"], undefined, {
      NC_CATALOG: CATALOG,
      NC_PROJECT: projectWith(plain.folder, "prod", (text) => text + adopt({ imports: [rules] })),
    });
    expect(stdout + stderr).to.match(
      /api-adapter-rules-main"\s+as it is currently marked for protection/,
    );
    expect(code).to.equal(1);
  });

  it("are refused where the plan has no resource for an import", async () => {
    const nobody = { type: ECR, name: "artifacts-nobody", id: "nc-nobody-prod-image" };
    const wrong = projectWith(
      sandbox.folder,
      "prod",
      (text) => `${text}${adopt({ imports: [nobody] })}`,
    );
    const { code, stdout, stderr } = await sandbox.run(["preview", "prod"], undefined, {
      NC_CATALOG: CATALOG,
      NC_PROJECT: wrong,
    });
    expect(stdout + stderr).to.contain(
      'adopt.imports[0].name is "artifacts-nobody": expected a aws:ecr/repository:Repository of the plan, or no such import',
    );
    expect(code).to.equal(1);
  });
});

function adopt(settings: object): string {
  return `  nc-platform:adopt: ${JSON.stringify(settings)}\n`;
}
