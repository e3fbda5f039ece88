import { expect } from "chai";
import type { Catalog } from "../../infra/catalog/workload";
import { ENVIRONMENTS, type Environment } from "../../infra/environments";
import { deployRoleName } from "../../infra/naming/workload-names";
import { loadTestCatalog } from "../support/catalog";
import { admits, type Token } from "./support/judge";
import { type Role, roleNamed, rolesOf } from "./support/roles";
import { INGEST, immutableSubject, PLATFORM, token, WORKFLOWS } from "./support/tokens";

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

  const CLAIMS = ["aud", "sub", "repository_id", "environment", "job_workflow_ref", "ref"] as const;
  for (const claim of CLAIMS) {
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

  it("dev alone admits a workload's job of any workflow, as nothing there is approved", () => {
    for (const environment of ENVIRONMENTS) {
      const { job_workflow_ref: _, ...rest } = token(INGEST, environment);
      const admitted = admits(roleOf("ingest-worker", environment), rest);
      expect(admitted, environment).to.equal(environment === "dev");
    }
  });

  it("no trust policy holds a wildcard but in a ref, or more text than AWS takes", () => {
    const open = /"StringLike":\{"[\w.]+:ref":"refs\/(tags\/v\*|pull\/\*\/merge)"\}/g;
    for (const role of [...roles.values()].flatMap((each) => [...each.values()])) {
      const text = JSON.stringify(role.trust);
      const rest = text.replace(open, "");
      expect(rest, role.arn).not.to.match(/[*?]|StringLike|ForAllValues|sts:TagSession/);
      expect(text.length, role.arn).to.be.at.most(2048);
    }
  });

  it("every statement of every trust policy names a ref", () => {
    for (const role of [...roles.values()].flatMap((each) => [...each.values()])) {
      for (const { Condition } of role.trust.Statement) {
        expect(JSON.stringify(Condition), role.arn).to.match(/"[\w.]+:ref":"refs\/[^"]+"/);
      }
    }
  });
});
