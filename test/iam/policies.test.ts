import { validateIdentityPolicy } from "@cloud-copilot/iam-policy";
import { expect } from "chai";
import { ENVIRONMENTS } from "../../infra/environments";
import { loadTestCatalog } from "../support/catalog";
import { everyOption } from "./support/every-option";
import { type Document, type Role, rolesOf } from "./support/roles";
import { expanded, vainActions } from "./support/vain-actions";

/** Characters that all inline policies of a role may have together, and each managed policy. */
const LIMITS = { inline: 10_240, managed: 6144 };

/** Managed policies that a role may have (IAM and STS quotas). */
const ATTACHED = 10;

describe("every policy that a role has", () => {
  let roles: Role[];
  let policies: Document[];

  before(async () => {
    const catalog = [...(await loadTestCatalog()), ...everyOption()];
    roles = [];
    for (const each of ENVIRONMENTS) roles.push(...(await rolesOf(each, catalog)).values());
    policies = roles.flatMap((role) => [...role.permissions, role.boundary]);
  });

  it("is one that IAM takes", () => {
    for (const policy of policies) expect(validateIdentityPolicy(policy)).to.deep.equal([]);
  });

  it("fits", () => {
    for (const role of roles) {
      const length = (policy: Document) => JSON.stringify(policy).length;
      const inline = role.permissions.filter((each) => !role.attached.includes(each));
      const sum = inline.map(length).reduce((total, each) => total + each, 0);
      expect(sum, role.arn).to.be.at.most(LIMITS.inline);
      expect(role.permissions, role.arn).not.to.be.empty;
      expect(role.attached.length, role.arn).to.be.at.most(ATTACHED);
      for (const each of [...role.attached, role.boundary]) {
        expect(length(each), role.arn).to.be.at.most(LIMITS.managed);
      }
    }
  });

  it("names actions of AWS that there are", async () => {
    const unknown: string[] = [];
    for (const each of new Set(policies.flatMap(actionsOf))) {
      if ((await expanded([each])).length === 0) unknown.push(each);
    }
    expect(unknown).to.deep.equal([]);
  });

  it("names resources for actions that take one", async () => {
    const vain = await vainActions(roles.flatMap(({ permissions }) => permissions));
    expect(vain).to.deep.equal([]);
  });

  it("allows no action of every service, and names each statement once", () => {
    for (const policy of policies) {
      const names = policy.Statement.map(({ Sid }) => Sid);
      expect(new Set(names).size, String(names)).to.equal(names.length);
      expect(actionsOf(policy)).not.to.include("*");
    }
  });

  it("grants a workload's role only what names it, or has no name", () => {
    const shared =
      /:(key|document|opsitem|deploymentstrategy|application|task|scalable-target|.*CodeDeployDefault)/;
    for (const role of roles.filter(({ service }) => service !== "platform")) {
      const resources = role.permissions
        .flatMap(({ Statement }) => Statement)
        .flatMap(({ Resource }) => [Resource].flat() as string[])
        .filter((resource) => resource !== "*" && !shared.test(resource));
      for (const each of resources) {
        const platform = /nc-platform-[a-z]+-(wheels|artifacts|terraform|ledger|promotions)/;
        if (each.includes(role.service) || each === deliverySecret(role)) continue;
        expect(each, role.arn).to.match(platform);
        expect(each, role.arn).not.to.match(/\*/);
      }
    }
  });
});

/** The one secret that roles which deliver in stg and prod read, with the six characters that Secrets Manager adds. */
function deliverySecret({ account, environment, name }: Role): string | undefined {
  const path = `secret:/nc/${environment}/platform/secret/delivery-??????`;
  return environment !== "dev" && /-gha-(deploy|publish)-role$/.test(name)
    ? `arn:aws:secretsmanager:ca-central-1:${account}:${path}`
    : undefined;
}

function actionsOf({ Statement }: Document): string[] {
  return Statement.flatMap(({ Action, NotAction }) => [Action ?? NotAction].flat() as string[]);
}
