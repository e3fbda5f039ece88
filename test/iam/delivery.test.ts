import { expect } from "chai";
import type { Catalog } from "../../infra/catalog/workload";
import { ENVIRONMENTS, type Environment } from "../../infra/environments";
import { deployRoleName } from "../../infra/naming/workload-names";
import { loadTestCatalog } from "../support/catalog";
import { type Ask, calls, keyCalls, throughKey } from "./support/asks";
import { deliveryAsks } from "./support/deliveries";
import { everyOption } from "./support/every-option";
import { may } from "./support/judge";
import { type Role, roleNamed, rolesOf } from "./support/roles";

const ACCOUNTS = { dev: "111111111111", stg: "222222222222", prod: "333333333333" };

describe("what a deploy role of a workload may do", () => {
  let catalog: Catalog;
  const roles = new Map<Environment, ReadonlyMap<string, Role>>();

  before(async () => {
    catalog = [...(await loadTestCatalog()), ...everyOption()];
    for (const each of ENVIRONMENTS) roles.set(each, await rolesOf(each, catalog));
  });

  const roleOf = (service: string, environment: Environment) =>
    roleNamed(roles.get(environment) ?? new Map(), deployRoleName({ service, environment }));

  const asksOf = (workload: Catalog[number], environment: Environment) =>
    deliveryAsks(workload, {
      service: workload.name,
      environment,
      account: ACCOUNTS[environment],
    });

  const granted = async (role: Role, asks: readonly Ask[]) => {
    const answers = await Promise.all(
      asks.map(async (ask) => ({
        ask: `${ask.action} ${ask.resource}`,
        yes: await may(role, ask.action, ask.resource, { with: ask.with, account: owner(ask) }),
      })),
    );
    return {
      allowed: answers.filter(({ yes }) => yes).map(({ ask }) => ask),
      refused: answers.filter(({ yes }) => !yes).map(({ ask }) => ask),
    };
  };

  for (const environment of ENVIRONMENTS) {
    it(`[§4] delivers its own workload in ${environment}`, async () => {
      for (const workload of catalog) {
        const role = roleOf(workload.name, environment);
        const { refused } = await granted(role, asksOf(workload, environment));
        expect(refused, role.name).to.deep.equal([]);
      }
    });

    it(`[§4] delivers no other workload in ${environment}, and none elsewhere`, async () => {
      for (const workload of catalog) {
        const role = roleOf(workload.name, environment);
        const others = catalog.filter(({ name }) => name !== workload.name);
        const foreign = others.flatMap((other) =>
          asksOf(other, environment).filter((ask) => says(ask, other.name)),
        );
        const elsewhere = ENVIRONMENTS.filter((each) => each !== environment).flatMap((each) =>
          asksOf(workload, each).filter((ask) => says(ask, workload.name)),
        );
        const { allowed } = await granted(role, [...foreign, ...elsewhere]);
        expect(allowed, role.name).to.deep.equal([]);
      }
    });
  }

  it("reads what a release of its own workload needs to know, and no other parameter", async () => {
    for (const { name, kind } of catalog) {
      const role = roleOf(name, "prod");
      const parameter = (service: string, key: string) => ({
        action: "ssm:GetParameter",
        resource: `arn:aws:ssm:ca-central-1:${role.account}:parameter/nc/prod/${service}/config/${key}`,
      });
      const contract = parameter(name, "release-contract");
      const { allowed } = await granted(role, [
        contract,
        parameter("another", "release-contract"),
        parameter(name, "release-contract/more"),
        // A Terraform stack manages the parameters that have its name.
        ...(kind === "terraform" ? [] : [parameter(name, "log-level")]),
      ]);
      expect(allowed[0], name).to.equal(`${contract.action} ${contract.resource}`);
      expect(allowed.length, name).to.equal(kind === "terraform" ? 2 : 1);
    }
  });

  it("[§9] reads one secret, with which deliveries of stg and prod prove themselves, and writes none", async () => {
    for (const environment of ENVIRONMENTS) {
      for (const { name } of catalog) {
        const role = roleOf(name, environment);
        const used = async (owner: string, key: string) => {
          const { allowed } = await granted(
            role,
            secretAsks(role, `${owner}/secret/${key}-AbCdEf`),
          );
          return allowed.map((each) => each.split(" ")[0]);
        };
        const own = environment === "dev" ? [] : ["secretsmanager:GetSecretValue", "kms:Decrypt"];
        expect(await used("platform", "delivery"), role.name).to.deep.equal(own);
        expect(await used("platform", "delivery-2"), role.name).to.deep.equal([]);
        expect(await used("platform", "issues-app"), role.name).to.deep.equal([]);
        expect(await used(name, "database-url"), role.name).to.deep.equal([]);
        const key = throughKey(role, `alias/nc-platform-${environment}-config`, "secretsmanager");
        const { allowed } = await granted(role, [{ action: "kms:Decrypt", ...key }]);
        expect(allowed, `${role.name}, of no secret`).to.deep.equal([]);
      }
    }
  });

  it("[§9] sets no configuration of a workload", async () => {
    for (const { name } of catalog.filter(({ kind }) => kind !== "terraform")) {
      const role = roleOf(name, "prod");
      const resource = `arn:aws:ssm:ca-central-1:${role.account}:parameter/nc/prod/${name}/config/log-level`;
      expect(await may(role, "ssm:PutParameter", resource), name).to.equal(false);
    }
  });

  it("passes its own roles to ECS alone, and nobody else's", async () => {
    const role = roleOf("ingest-worker", "prod");
    const pass = (name: string, service: string) =>
      may(role, "iam:PassRole", `arn:aws:iam::${role.account}:role/${name}`, {
        with: { "iam:PassedToService": service },
      });
    expect(await pass("nc-ingest-worker-prod-task", "ecs-tasks.amazonaws.com")).to.equal(true);
    expect(await pass("nc-ingest-worker-prod-task", "lambda.amazonaws.com")).to.equal(false);
    expect(await pass("nc-audit-queue-prod-task", "ecs-tasks.amazonaws.com")).to.equal(false);
    expect(await pass("gha-deploy-role", "ecs-tasks.amazonaws.com")).to.equal(false);
    expect(await pass("Administrator", "ecs-tasks.amazonaws.com")).to.equal(false);
  });

  it("changes flags of the application that carries its tag, and no other", async () => {
    const role = roleOf("ingest-worker", "prod");
    const application = `arn:aws:appconfig:ca-central-1:${role.account}:application/abc1234`;
    for (const [service, want] of [
      ["ingest-worker", true],
      ["api-adapter", false],
    ] as const) {
      for (const part of ["", "/environment/e1", "/configurationprofile/p1"]) {
        const tag = { with: { "aws:ResourceTag/Service": service } };
        const answer = await may(role, "appconfig:StartDeployment", application + part, tag);
        expect(answer, `${service}${part}`).to.equal(want);
      }
    }
    expect(await may(role, "appconfig:StartDeployment", application)).to.equal(false);
  });

  it("[§10] deploys flags in the environment's own ways, and in none of AWS's", async () => {
    const role = roleOf("ingest-worker", "prod");
    const way = (id: string, service?: string) =>
      may(
        role,
        "appconfig:StartDeployment",
        `arn:aws:appconfig:ca-central-1:${role.account}:deploymentstrategy/${id}`,
        { with: service ? { "aws:ResourceTag/Service": service } : {} },
      );
    expect(await way("abc1234", "platform")).to.equal(true);
    expect(await way("abc1234", "ingest-worker")).to.equal(false);
    expect(await way("AppConfig.AllAtOnce")).to.equal(false);
  });

  it("[§6] takes no other stack's lock, and lists no other stack's state", async () => {
    const role = roleOf("core", "prod");
    const bucket = `nc-platform-prod-terraform-state-${role.account}`;
    const table = `arn:aws:dynamodb:ca-central-1:${role.account}:table/nc-platform-prod-terraform-locks`;
    const locks = (keys: string[]) =>
      may(role, "dynamodb:PutItem", table, { with: { "dynamodb:LeadingKeys": keys } });
    expect(await locks([`${bucket}/core/terraform.tfstate-md5`])).to.equal(true);
    expect(await locks([`${bucket}/network/terraform.tfstate`])).to.equal(false);
    expect(await may(role, "dynamodb:PutItem", table), "no key at all").to.equal(false);
    const list = (prefix: string) =>
      may(role, "s3:ListBucket", `arn:aws:s3:::${bucket}`, { with: { "s3:prefix": prefix } });
    expect(await list("core/")).to.equal(true);
    expect(await list("network/")).to.equal(false);
    const state = `arn:aws:s3:::${bucket}/core/terraform.tfstate`;
    expect(await may(role, "s3:DeleteObject", state), "its own state").to.equal(false);
  });

  it("manages its own buckets by policy, and opens none by access list", async () => {
    const role = roleOf("core", "prod");
    const own = "arn:aws:s3:::nc-core-prod-landing";
    expect(await may(role, "s3:PutBucketPolicy", own)).to.equal(true);
    expect(await may(role, "s3:PutBucketVersioning", own)).to.equal(true);
    expect(await may(role, "s3:PutBucketAcl", own)).to.equal(false);
    expect(await may(role, "s3:PutReplicationConfiguration", own)).to.equal(false);
  });
});

/** Reads and writes a secret of the role's own account, by its path below the environment, and uses the key for it. */
function secretAsks(role: Role, path: string): Ask[] {
  const secret = `secret:/nc/${role.environment}/${path}`;
  const resource = `arn:aws:secretsmanager:ca-central-1:${role.account}:${secret}`;
  return [
    ...calls("secretsmanager", resource, "GetSecretValue PutSecretValue"),
    ...keyCalls(role, "config", "secretsmanager", "Decrypt", {
      "kms:EncryptionContext:SecretARN": resource,
    }),
  ];
}

/** Whose resource it is; of a bucket the name says it. */
function owner({ resource }: Ask): string | undefined {
  return resource.match(/:(\d{12}):/)?.[1] ?? resource.match(/-(\d{12})(\/|$)/)?.[1];
}

/** Whether an ask is of one workload's own: what all share is asked for by no name. */
function says(ask: Ask, workload: string): boolean {
  return new RegExp(`\\b${workload}\\b`).test(JSON.stringify(ask));
}
