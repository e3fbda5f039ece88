import { expect } from "chai";
import { ENVIRONMENTS, type Environment } from "../../infra/environments";
import { loadTestCatalog } from "../support/catalog";
import { type Ask, calls } from "./support/asks";
import { admits, may } from "./support/judge";
import { type Role, roleNamed, rolesOf } from "./support/roles";
import { terraformApplyOnlyAsks, terraformPlanAsks } from "./support/terraform-plan-asks";
import { token, WORKFLOWS } from "./support/tokens";

const ACCOUNTS = { dev: "111111111111", stg: "222222222222", prod: "333333333333" };

/** The workload `core` of the test catalog, as terraform.yml plans it. */
const CORE = {
  service: "core",
  repository: "infrastructure",
  repositoryId: 700_000_004,
  workflow: `${WORKFLOWS}/terraform.yml@refs/heads/main`,
};
const PULL = {
  aud: "sts.amazonaws.com",
  sub: "repo:neurocipher/infrastructure:pull_request",
  repository_id: "700000004",
  ref: "refs/pull/7/merge",
  job_workflow_ref: CORE.workflow,
};

describe("[§6] the role that plans a Terraform stack", () => {
  const roles = new Map<Environment, Role>();

  before(async () => {
    const catalog = await loadTestCatalog();
    for (const each of ENVIRONMENTS) {
      roles.set(each, roleNamed(await rolesOf(each, catalog), `nc-core-${each}-gha-plan-role`));
    }
  });
  const roleIn = (environment: Environment) => {
    const role = roles.get(environment);
    if (role === undefined) throw new Error(environment);
    return role;
  };

  it("admits pull requests in dev, and a tag in stg's and prod's plan environments", () => {
    expect(admits(roleIn("dev"), PULL)).to.equal(true);
    for (const environment of ["stg", "prod"] as const) {
      expect(admits(roleIn(environment), token(CORE, `${environment}-plan`))).to.equal(true);
      expect(admits(roleIn(environment), PULL), environment).to.equal(false);
      expect(admits(roleIn(environment), token(CORE, environment)), environment).to.equal(false);
    }
    expect(admits(roleIn("dev"), token(CORE, "dev"))).to.equal(false);
  });

  const hostile = {
    "another repository": { sub: "repo:neurocipher/app:pull_request", repository_id: "1" },
    "a workflow of the repository's own": {
      job_workflow_ref:
        "neurocipher/infrastructure/.github/workflows/terraform.yml@refs/heads/main",
    },
    "the workflow at another ref": {
      job_workflow_ref: `${WORKFLOWS}/terraform.yml@refs/tags/main`,
    },
    "the workflow that promotes": { job_workflow_ref: `${WORKFLOWS}/promote.yml@refs/heads/main` },
    "a pull request's head": { ref: "refs/pull/7/head" },
    "a branch": { ref: "refs/heads/main" },
  };
  for (const [what, claims] of Object.entries(hostile)) {
    it(`refuses ${what}`, () => {
      expect(admits(roleIn("dev"), { ...PULL, ...claims })).to.equal(false);
    });
  }

  const at = (environment: Environment) => ({
    service: "core",
    environment,
    account: ACCOUNTS[environment],
  });
  /** What the stack of the test catalog manages. */
  const MANAGES = ["s3", "sqs", "ssm"] as const;
  const answers = async (role: Role, asks: readonly Ask[], wanted: boolean) => {
    const wrong: string[] = [];
    for (const { action, resource, with: keys } of asks) {
      const yes = await may(role, action, resource, { with: keys, account: role.account });
      if (yes !== wanted) wrong.push(`${action} ${resource}`);
    }
    return wrong;
  };

  for (const environment of ENVIRONMENTS) {
    it(`reads what is managed, locks, and stores the plan in ${environment}`, async () => {
      const due = terraformPlanAsks(at(environment), MANAGES);
      expect(due.length).to.be.greaterThan(20);
      expect(await answers(roleIn(environment), due, true)).to.deep.equal([]);
    });

    it(`changes nothing of it in ${environment}`, async () => {
      const changes = terraformApplyOnlyAsks(at(environment), MANAGES);
      expect(changes.length).to.be.greaterThan(20);
      expect(await answers(roleIn(environment), changes, false)).to.deep.equal([]);
    });

    it(`writes neither the digest of the state nor another workload's plan in ${environment}`, async () => {
      const account = ACCOUNTS[environment];
      const bucket = `nc-platform-${environment}-terraform-state-${account}`;
      const table = `arn:aws:dynamodb:ca-central-1:${account}:table/nc-platform-${environment}-terraform-locks`;
      const digest = { "dynamodb:LeadingKeys": [`${bucket}/core/terraform.tfstate-md5`] };
      const artifacts = `arn:aws:s3:::nc-platform-${environment}-artifacts-${account}`;
      const asks = [
        ...calls("dynamodb", table, "DeleteItem PutItem", digest),
        ...calls("s3", `${artifacts}/ingest-worker/plan/0a/tfplan.bin`, "GetObject PutObject"),
        ...calls("s3", `${artifacts}/core/manifest/v1.0.0/release.json`, "PutObject"),
      ];
      expect(await answers(roleIn(environment), asks, false)).to.deep.equal([]);
    });
  }
});
