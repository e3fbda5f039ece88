import { expect } from "chai";
import type { Catalog } from "../../infra/catalog/workload";
import { ENVIRONMENTS, type Environment } from "../../infra/environments";
import { deployRoleName } from "../../infra/naming/workload-names";
import { loadTestCatalog } from "../support/catalog";
import { admits, type Token } from "./support/judge";
import { type Role, roleNamed, rolesOf } from "./support/roles";

const WORKFLOWS = "neurocipher/nc-platform/.github/workflows";

/** Whom a deploy role is for. */
interface Deployer {
  readonly service: string;
  readonly repository: string;
  readonly repositoryId: number;
  readonly workflow: string;
}

const PLATFORM: Deployer = {
  service: "platform",
  repository: "nc-platform",
  repositoryId: 700_000_001,
  workflow: `${WORKFLOWS}/apply.yml@refs/heads/main`,
};

const INGEST: Deployer = {
  service: "ingest-worker",
  repository: "ingest-worker",
  repositoryId: 700_000_002,
  workflow: `${WORKFLOWS}/promote.yml@refs/heads/main`,
};

/** The token of a job that may deploy, with an old subject. */
function token({ repository, repositoryId, workflow }: Deployer, environment: string): Token {
  return {
    aud: "sts.amazonaws.com",
    sub: `repo:neurocipher/${repository}:environment:${environment}`,
    repository_id: `${repositoryId}`,
    environment,
    job_workflow_ref: workflow,
    ref: "refs/tags/v1.2.3",
  };
}

/** The same with the subject of a repository made after 2026-07-15. */
function immutableSubject({ repository, repositoryId }: Deployer, environment: string): string {
  return `repo:neurocipher@600000001/${repository}@${repositoryId}:environment:${environment}`;
}

describe("whom a role trusts", () => {
  let catalog: Catalog;
  const roles = new Map<Environment, ReadonlyMap<string, Role>>();

  before(async () => {
    catalog = await loadTestCatalog();
    for (const each of ENVIRONMENTS) roles.set(each, await rolesOf(each, catalog));
  });

  const roleOf = (service: string, environment: Environment) =>
    roleNamed(roles.get(environment) ?? new Map(), deployRoleName({ service, environment }));

  it("[§4] each deploy role admits its own repository's jobs, in both forms of a subject", () => {
    const workloads = catalog.map(({ name, repository, repositoryId }) => ({
      service: name,
      repository,
      repositoryId,
      workflow: INGEST.workflow,
    }));
    for (const deployer of [PLATFORM, ...workloads]) {
      for (const environment of ENVIRONMENTS) {
        const role = roleOf(deployer.service, environment);
        const good = token(deployer, environment);
        const sub = immutableSubject(deployer, environment);
        expect(admits(role, good), `${role.arn}, old`).to.equal(true);
        expect(admits(role, { ...good, sub }), `${role.arn}, immutable`).to.equal(true);
      }
    }
  });

  it("[§4] no role admits a job that another role is for", () => {
    for (const environment of ENVIRONMENTS) {
      const all = [
        PLATFORM,
        ...catalog.map((each) => ({ ...INGEST, ...each, service: each.name })),
      ];
      for (const caller of all) {
        for (const role of roles.get(environment)?.values() ?? []) {
          if (role.service === caller.service && !role.name.includes("preview")) continue;
          expect(admits(role, token(caller, environment)), role.arn).to.equal(false);
        }
        for (const other of ENVIRONMENTS.filter((each) => each !== environment)) {
          const role = roleOf(caller.service, environment);
          expect(admits(role, token(caller, other)), `${role.arn} from ${other}`).to.equal(false);
        }
      }
    }
  });

  const hostile: Record<string, Token> = {
    "a fork": { sub: "repo:mallory/ingest-worker:environment:prod", repository_id: "900000001" },
    "a fork that claims the id": { sub: "repo:mallory/ingest-worker:environment:prod" },
    "a repository with the same prefix": {
      sub: "repo:neurocipher/ingest-worker-tools:environment:prod",
      repository_id: "900000002",
    },
    "an organization with the same prefix": {
      sub: "repo:neurocipher-labs/ingest-worker:environment:prod",
    },
    "a repository made anew under the old name": { repository_id: "900000003" },
    "an immutable subject with another owner's id": {
      sub: "repo:neurocipher@600000009/ingest-worker@700000002:environment:prod",
    },
    "an immutable subject with another repository's id": {
      sub: "repo:neurocipher@600000001/ingest-worker@700000009:environment:prod",
    },
    "a branch": { sub: "repo:neurocipher/ingest-worker:ref:refs/heads/main" },
    "a tag": { sub: "repo:neurocipher/ingest-worker:ref:refs/tags/v1.2.3" },
    "a pull request": { sub: "repo:neurocipher/ingest-worker:pull_request" },
    "an environment that GitHub made of a typing error": {
      sub: "repo:neurocipher/ingest-worker:environment:prodution",
      environment: "prodution",
    },
    "the first of prod's two approvals": {
      sub: "repo:neurocipher/ingest-worker:environment:prod-product",
      environment: "prod-product",
    },
    "an environment in other letters": {
      sub: "repo:neurocipher/ingest-worker:environment:Prod",
      environment: "Prod",
    },
    stg: { sub: "repo:neurocipher/ingest-worker:environment:stg", environment: "stg" },
    "another workflow of the platform": {
      job_workflow_ref: `${WORKFLOWS}/apply.yml@refs/heads/main`,
    },
    "a workflow of the caller's own": {
      job_workflow_ref: "neurocipher/ingest-worker/.github/workflows/promote.yml@refs/heads/main",
    },
    "the workflow at a branch": {
      job_workflow_ref: `${WORKFLOWS}/promote.yml@refs/heads/skip-the-gates`,
    },
    "the workflow at a tag": { job_workflow_ref: `${WORKFLOWS}/promote.yml@refs/tags/v1.0.0` },
    "the workflow of a fork": {
      job_workflow_ref: "mallory/nc-platform/.github/workflows/promote.yml@refs/heads/main",
    },
    "another audience": { aud: "https://github.com/neurocipher" },
    "a subject with a pattern in it": { sub: "repo:neurocipher/*:environment:prod" },
    "a subject that goes on": {
      sub: "repo:neurocipher/ingest-worker:environment:prod:job_workflow_ref:x",
    },
  };
  for (const [caller, difference] of Object.entries(hostile)) {
    it(`[§4] prod refuses ${caller}`, () => {
      const role = roleOf("ingest-worker", "prod");
      expect(admits(role, { ...token(INGEST, "prod"), ...difference })).to.equal(false);
    });
  }

  for (const claim of ["aud", "sub", "repository_id", "environment", "job_workflow_ref"] as const) {
    it(`[§4] prod refuses a token without ${claim}`, () => {
      const { [claim]: _, ...rest } = token(INGEST, "prod");
      expect(admits(roleOf("ingest-worker", "prod"), rest)).to.equal(false);
    });
  }

  it("[§4] prod refuses the same claims from another issuer", () => {
    const role = roleOf("ingest-worker", "prod");
    const issuer = "token.actions.example.com";
    expect(admits(role, token(INGEST, "prod"), issuer)).to.equal(false);
  });

  it("dev alone admits a job of any workflow, as nothing there is approved", () => {
    for (const environment of ENVIRONMENTS) {
      const { job_workflow_ref: _, ...rest } = token(INGEST, environment);
      const admitted = admits(roleOf("ingest-worker", environment), rest);
      expect(admitted, environment).to.equal(environment === "dev");
    }
  });

  it("the preview role admits pull requests of the platform's repository alone", () => {
    for (const environment of ENVIRONMENTS) {
      const role = roleNamed(roles.get(environment) ?? new Map(), "gha-preview-role");
      const good: Token = {
        aud: "sts.amazonaws.com",
        sub: "repo:neurocipher/nc-platform:pull_request",
        repository_id: "700000001",
      };
      expect(admits(role, good)).to.equal(true);
      const sub = "repo:neurocipher@600000001/nc-platform@700000001:pull_request";
      expect(admits(role, { ...good, sub })).to.equal(true);
      for (const bad of [
        { sub: "repo:neurocipher/ingest-worker:pull_request", repository_id: "700000002" },
        { sub: "repo:mallory/nc-platform:pull_request", repository_id: "900000001" },
        { repository_id: "900000001" },
        { sub: "repo:neurocipher/nc-platform:ref:refs/heads/main" },
        { sub: "repo:neurocipher/nc-platform:environment:prod", environment: "prod" },
        { aud: "sigstore" },
      ]) {
        expect(admits(role, { ...good, ...bad }), JSON.stringify(bad)).to.equal(false);
      }
    }
  });

  it("[§12] the preview role admits the plan of a release, where somebody approves it", () => {
    for (const environment of ENVIRONMENTS) {
      const role = roleNamed(roles.get(environment) ?? new Map(), "gha-preview-role");
      for (const plan of ["dev-plan", "stg-plan", "prod-plan"]) {
        const good = token(PLATFORM, plan);
        const sub = immutableSubject(PLATFORM, plan);
        const approved = environment !== "dev" && plan === `${environment}-plan`;
        expect(admits(role, good), `${environment} from ${plan}`).to.equal(approved);
        expect(admits(role, { ...good, sub }), `${environment} from ${plan}`).to.equal(approved);
        expect(admits(role, token(INGEST, plan))).to.equal(false);
        expect(admits(roleOf("platform", environment), good)).to.equal(false);
      }
    }
  });

  it("the preview role plans releases where others approve them, in no other environment", () => {
    for (const environment of ENVIRONMENTS) {
      const role = roleNamed(roles.get(environment) ?? new Map(), "gha-preview-role");
      for (const name of ["dev-plan", "stg-plan", "prod-plan", "prod", "prod-product"]) {
        const want = name === `${environment}-plan` && environment !== "dev";
        expect(admits(role, token(PLATFORM, name)), `${role.arn}, ${name}`).to.equal(want);
        expect(admits(role, token(INGEST, name)), `${role.arn}, ${name}`).to.equal(false);
      }
    }
  });

  it("no trust policy holds a wildcard, or more text than AWS takes", () => {
    for (const role of [...roles.values()].flatMap((each) => [...each.values()])) {
      const text = JSON.stringify(role.trust);
      expect(text, role.arn).not.to.match(/[*?]|StringLike|ForAllValues|sts:TagSession/);
      expect(text.length, role.arn).to.be.at.most(2048);
    }
  });
});
