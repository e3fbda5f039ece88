import { join } from "node:path";
import { expect } from "chai";
import { type Entry, openCloud } from "../../sandbox/cloud/record";
import { foldersOf } from "../../sandbox/folders";
import { ACCOUNTS } from "../support/contexts";
import { addForeign } from "../support/foreign";
import { projectWith, testSandbox } from "../support/sandbox";

const CATALOG = "test/fixtures/small-catalog";
const NOTHING = /\nprod: 0 created, 0 changed, 0 deleted, \d+ policies, 0 violations\n/;

const OIDC = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
const ECR = "aws:ecr/repository:Repository";
const SECRET = "aws:secretsmanager/secret:Secret";
const PARAMETER = "aws:ssm/parameter:Parameter";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const RECORD = "aws:route53/record:Record";
const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
const BRANCHES =
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";
const RULESET = "github:index/repositoryRuleset:RepositoryRuleset";

const repository = "ingest-worker";

/** The repository's images stay under the key that encrypts them: AWS cannot change it. */
const OWN_KEY = [
  {
    encryptionType: "KMS",
    kmsKey: `arn:aws:kms:ca-central-1:${ACCOUNTS.prod}:key/0e0e0e0e-0000-4000-8000-0e0e0e0e0e0e`,
  },
];

/** What an organization has already: in AWS, then in GitHub. */
const FOREIGN = [
  {
    type: OIDC,
    inputs: {
      url: "https://token.actions.githubusercontent.com",
      clientIdLists: ["sts.amazonaws.com", "another-audience"],
    },
  },
  {
    type: ECR,
    inputs: {
      name: "nc-ingest-worker-prod-image",
      imageTagMutability: "MUTABLE",
      encryptionConfigurations: OWN_KEY,
    },
  },
  { type: SECRET, inputs: { name: "/nc/prod/ingest-worker/secret/database-url" } },
  {
    type: PARAMETER,
    inputs: { name: "/nc/prod/ingest-worker/config/log-level", type: "String", value: "debug" },
  },
  { type: LOG_GROUP, inputs: { name: "/nc/prod/ingest-worker/logs/tasks", retentionInDays: 7 } },
  {
    type: RECORD,
    inputs: {
      zoneId: "Z0PROD000000000000",
      name: "api.neurocipher.example",
      type: "A",
      ttl: 300,
      records: ["192.0.2.1"],
    },
  },
  { type: ENVIRONMENT, inputs: { repository, environment: "prod", canAdminsBypass: true } },
  { type: BRANCHES, inputs: { repository, environment: "prod", branchPattern: "release/*" } },
  { type: BRANCHES, inputs: { repository, environment: "prod", tagPattern: "v*" } },
  {
    type: RULESET,
    inputs: {
      repository,
      name: "main",
      target: "branch",
      enforcement: "active",
      conditions: { refName: { includes: ["refs/heads/main"], excludes: [] } },
      rules: { deletion: true },
    },
  },
  {
    type: RULESET,
    inputs: {
      repository: "another",
      name: "main",
      target: "tag",
      enforcement: "active",
      conditions: { refName: { includes: ["~ALL"], excludes: [] } },
      rules: { deletion: true },
    },
  },
];

/** The logical name of the resource that takes over the first of a type; the others are used as they are. */
const ADOPTS: Readonly<Record<string, string>> = {
  [ECR]: "artifacts-ingest-worker",
  [SECRET]: "ingest-worker-config-secret-database-url",
  [PARAMETER]: "ingest-worker-config-config-log-level",
  [LOG_GROUP]: "ingest-worker",
  [RECORD]: "load-balancer",
  [BRANCHES]: "ingest-worker-environments-prod",
  [RULESET]: "ingest-worker-rules-main",
};

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
    // Its workflows do not report the required checks yet.
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    project = projectOf({ [repository]: { enforcement: "evaluate", until } });
  });
  after(() => {
    plain.remove();
    sandbox.remove();
  });

  const up = () =>
    sandbox.run(["up", "prod"], undefined, { NC_CATALOG: CATALOG, NC_PROJECT: project });
  const projectOf = (rulesets: object) =>
    projectWith(sandbox.folder, "prod", (text) => text + settingsFor(foreign, rulesets));
  const now = (type: string) => {
    const entry = foreign.find((each) => each.type === type);
    return entry && cloud.get(entry);
  };

  it("are refused where nothing is adopted", async () => {
    const { code, stdout } = await plain.run(["up", "prod"], undefined, { NC_CATALOG: CATALOG });
    expect(stdout).to.match(/already exists|303 Response if|expected another: urn:foreign/);
    expect(code).to.equal(1);
  });

  it("[§4] are adopted by the settings, and what is adopted becomes what the program declares", async () => {
    const plan = join(sandbox.folder, "plan.json");
    const env = { NC_CATALOG: CATALOG, NC_PROJECT: project };
    const planned = await sandbox.run(["preview", "prod", "--plan", plan], undefined, env);
    expect(planned.code, planned.stdout + planned.stderr).to.equal(0);
    const { code, stdout, stderr } = await sandbox.run(
      ["up", "prod", "--plan", plan],
      undefined,
      env,
    );
    expect(code, stdout + stderr).to.equal(0);

    for (const { type, id } of foreign) {
      const same = cloud.list(type).filter((each) => each.id === id);
      expect(same, `${type} ${id}`).to.have.lengthOf(1);
    }
    expect(cloud.list("aws:ec2/vpc:Vpc")).to.deep.equal([]);
    expect(cloud.list(OIDC)).to.deep.equal(foreign.filter(({ type }) => type === OIDC));
    expect(now(ECR)?.state).to.include({ imageTagMutability: "IMMUTABLE" });
    expect(now(ECR)?.state.encryptionConfigurations).to.deep.equal(OWN_KEY);
    expect(now(LOG_GROUP)?.state).to.include({ retentionInDays: 365 });
    expect(now(PARAMETER)?.state).to.include({ value: "info" });
    expect(now(ENVIRONMENT)?.state).to.include({ canAdminsBypass: false });
    expect(now(RULESET)?.state.rules).to.include({ requiredLinearHistory: true });
    expect(now(RULESET)?.state).to.include({ enforcement: "evaluate" });
  });

  it("change no more with a second up, though a foreign ref still deploys", async () => {
    const { code, stdout } = await up();
    expect(stdout).to.match(NOTHING);
    expect(code).to.equal(0);
    const refs = cloud
      .list(BRANCHES)
      .filter(({ state }) => state.repository === repository && state.environment === "prod")
      .map(({ state }) => state.branchPattern ?? state.tagPattern);
    expect(refs).to.have.members(["release/*", "v*"]);
  });

  it("[§12] have main's rules active as soon as nothing waits for workflows", async () => {
    project = projectOf({});
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

function settingsFor(foreign: readonly Entry[], rulesets: object): string {
  const imports = foreign.flatMap((entry) => {
    const { type, id, state } = entry;
    const name = ADOPTS[type];
    const others = state.branchPattern !== undefined || state.repository === "another";
    if (name === undefined || others) return [];
    return [{ type, name, id: type === RULESET ? `${state.repository}:${id}` : id }];
  });
  return adopt({ githubOidcProvider: "use", vpc, imports, rulesets });
}

function adopt(settings: object): string {
  return `  nc-platform:adopt: ${JSON.stringify(settings)}\n`;
}
