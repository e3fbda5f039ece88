import { expect } from "chai";
import type { AccountInventory, GitHubInventory } from "../../../infra/adoption/inventory";
import { preflight, preflightReport } from "../../../infra/adoption/preflight";
import { InvalidInput } from "../../../infra/problems";
import { settingsOf } from "../../support/contexts";

const OIDC = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
const ECR = "aws:ecr/repository:Repository";
const SECRET = "aws:secretsmanager/secret:Secret";
const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
const REF =
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";
const RULESET = "github:index/repositoryRuleset:RepositoryRuleset";
const CHECKS = ["CI gates", "CodeQL", "Trivy", "IaC scan", "Contract diff"].map(
  (check) => `check / ${check}`,
);

/** A plan's file that creates these; what only changes or stays is no concern. */
function planOf(...planned: (readonly [type: string, name: string, inputs: object])[]) {
  const entries = planned.map(([type, name, adds]) => [
    `urn:pulumi:prod::nc-platform::${type}::${name}`,
    { goal: { type, name, custom: true, inputDiff: { adds } }, steps: ["create"] },
  ]);
  return { resourcePlans: Object.fromEntries(entries) };
}

const TODAY = new Date("2026-11-26T12:00:00Z");
const settings = settingsOf("prod");

const nobody: AccountInventory = { find: async () => undefined };
const holding = (
  type: string,
  identity: string,
  id: string,
  properties = {},
): AccountInventory => ({
  find: async (asked, by) => (asked === type && by === identity ? { id, properties } : undefined),
});
const organization = (contents: object): GitHubInventory => ({
  contentsOf: async (repository) =>
    repository === "orders"
      ? {
          rulesets: [],
          environments: [],
          secrets: [],
          reportedChecks: CHECKS,
          ...contents,
        }
      : undefined,
  removeRef: () => Promise.reject(new Error("nothing is removed by a look")),
});

const found = (plan: object, account: AccountInventory, gitHub?: GitHubInventory) =>
  preflight(plan, settings, gitHub ? { account, gitHub } : { account }, TODAY);

describe("a preflight of an account", () => {
  const image = planOf([ECR, "artifacts-orders", { name: "nc-orders-prod-image" }]);
  const kms = { encryptionConfigurations: [{ encryptionType: "KMS" }] };

  it("imports what is there, and creates what is not", async () => {
    const name = "nc-orders-prod-image";
    const { adopt, clashes } = await found(image, holding(ECR, name, name, kms));
    expect(adopt.imports).to.deep.equal([{ type: ECR, name: "artifacts-orders", id: name }]);
    expect(clashes).to.deep.equal([]);
    expect((await found(image, nobody)).adopt).to.deep.equal(settings.adopt);
  });

  it("[§4] uses GitHub's OIDC provider where it admits the audience of STS", async () => {
    const arn = "arn:aws:iam::333333333333:oidc-provider/token.actions.githubusercontent.com";
    const plan = planOf([
      OIDC,
      "github-oidc",
      { url: "https://token.actions.githubusercontent.com" },
    ]);
    const own = (clientIdLists: string[]) => holding(OIDC, arn, arn, { clientIdLists });

    const used = await found(plan, own(["other", "sts.amazonaws.com"]));
    expect([used.adopt.githubOidcProvider, used.adopt.imports]).to.deep.equal(["use", []]);
    const other = await found(plan, own(["other"]));
    expect(other.adopt.githubOidcProvider).to.equal("make");
    expect(other.clashes).to.deep.equal([
      `${arn}: clientIdLists is ["other"]: expected "sts.amazonaws.com" among them`,
    ]);
  });

  it("refuses what an import would not make right", async () => {
    const arn = "arn:aws:secretsmanager:ca-central-1:333333333333:secret:/nc/a-AbCdEf";
    const gone = holding(SECRET, "/nc/a", arn, { deletedDate: "2026-11-20T00:00:00.000Z" });
    expect((await found(planOf([SECRET, "a", { name: "/nc/a" }]), gone)).clashes).to.deep.equal([
      `${arn}: deletedDate is "2026-11-20T00:00:00.000Z": expected none: restore the secret, or wait until it is gone`,
    ]);
    const plain = { encryptionConfigurations: [{ encryptionType: "AES256" }] };
    const name = "nc-orders-prod-image";
    expect((await found(image, holding(ECR, name, name, plain))).clashes).to.deep.equal([
      'nc-orders-prod-image: encryptionConfigurations is [{"encryptionType":"AES256"}]: expected KMS: copy its images, and delete it',
    ]);
  });

  it("passes nothing that was not looked at", async () => {
    const plan = planOf([ECR, "a", { name: "a" }], [RULESET, "b", { repository: "orders" }]);
    const { clashes } = await preflight(plan, settings, {}, TODAY);
    expect(clashes).to.deep.equal([
      "AWS_ACCESS_KEY_ID is missing: expected credentials that read the account, which was not looked at",
      "GITHUB_TOKEN is missing: expected credentials that read the repositories, which was not looked at",
    ]);
  });

  it("refuses a file that is no plan", async () => {
    const error = await preflight({}, settings, {}, TODAY).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(InvalidInput);
  });
});

describe("a preflight of an organization", () => {
  const prod = { repository: "orders", environment: "prod" };
  const plan = planOf(
    [ENVIRONMENT, "orders-environments-prod", prod],
    [REF, "orders-environments-prod", { ...prod, tagPattern: "v*" }],
    [RULESET, "orders-rules-main", { repository: "orders", name: "main" }],
  );
  const look = (contents: object) => found(plan, nobody, organization(contents));

  it("imports a ruleset and a branch policy, and lists refs that nobody here knows", async () => {
    const { adopt, foreignRefs, notes } = await look({
      rulesets: [
        { id: 7, name: "main" },
        { id: 8, name: "legal" },
      ],
      environments: [
        {
          name: "prod",
          refs: [
            { id: 1, type: "tag", pattern: "v*" },
            { id: 2, type: "branch", pattern: "v*" },
          ],
          secrets: [],
        },
        { name: "theirs", refs: [{ id: 3, type: "branch", pattern: "x" }], secrets: [] },
      ],
    });
    expect(adopt.imports).to.deep.equal([
      { type: RULESET, name: "orders-rules-main", id: "orders:7" },
      { type: REF, name: "orders-environments-prod", id: "orders:prod:1" },
    ]);
    const ref = { id: 2, type: "branch", pattern: "v*" };
    expect(foreignRefs).to.deep.equal([{ ...prod, ref }]);
    expect(notes).to.deep.equal(['orders: its ruleset "legal" stays in force.']);
  });

  it("[§12] has main's rules wait for 30 days where a check has not reported", async () => {
    const waiting = await look({ reportedChecks: CHECKS.slice(1) });
    expect(waiting.adopt.rulesets).to.deep.equal({
      orders: { enforcement: "disabled", until: "2026-12-26" },
    });
    expect((await look({})).adopt.rulesets).to.deep.equal({});
  });

  it("[§4] refuses keys of AWS among the secrets", async () => {
    const { clashes } = await look({
      secrets: ["AWS_ACCESS_KEY_ID", "NPM_TOKEN"],
      environments: [{ name: "prod", refs: [], secrets: ["AWS_SECRET_ACCESS_KEY"] }],
    });
    expect(clashes).to.deep.equal([
      'orders: secret is "AWS_ACCESS_KEY_ID": expected no key of AWS: delete it',
      'orders, environment prod: secret is "AWS_SECRET_ACCESS_KEY": expected no key of AWS: delete it',
    ]);
  });

  it("refuses a repository that is not there", async () => {
    const other = planOf([RULESET, "a", { repository: "nobody", name: "main" }]);
    expect((await found(other, nobody, organization({}))).clashes).to.deep.equal([
      'repository is "nobody": expected one that GitHub shows to this token',
    ]);
  });

  it("says in a line each what becomes of what is there", async () => {
    const { adopt } = settingsOf("prod", { adopt: { githubOidcProvider: "use" } });
    const lines = preflightReport({
      adopt: {
        ...adopt,
        imports: [{ type: ECR, name: "artifacts-orders", id: "nc-orders-prod-image" }],
        rulesets: { orders: { enforcement: "evaluate", until: "2026-12-26" } },
      },
      foreignRefs: [{ ...prod, ref: { id: 2, type: "branch", pattern: "release/*" } }],
      clashes: ["a is 1: expected 2"],
      notes: ["It stays."],
    });
    expect(lines).to.deep.equal([
      "use     GitHub's OIDC provider",
      "import  nc-orders-prod-image as artifacts-orders (aws:ecr/repository:Repository)",
      "wait    main's rules of orders are evaluate until 2026-12-26",
      'clash   orders: branch of environment prod is "release/*": expected no such ref: remove it',
      "clash   a is 1: expected 2",
      "note    It stays.",
    ]);
  });
});
