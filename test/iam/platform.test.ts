import { expect } from "chai";
import { loadTestCatalog } from "../support/catalog";
import { throughKey } from "./support/asks";
import { may } from "./support/judge";
import { ACCOUNT, APPLIES, HIDDEN, type Line, REFUSES, SEES } from "./support/platform-asks";
import { type Role, roleNamed, rolesOf } from "./support/roles";

describe("the platform's own roles", () => {
  let deploy: Role;
  let preview: Role;
  let drift: Role;

  before(async () => {
    const roles = await rolesOf("prod", await loadTestCatalog());
    deploy = roleNamed(roles, "gha-deploy-role");
    preview = roleNamed(roles, "gha-preview-role");
    drift = roleNamed(roles, "nc-platform-prod-drift");
  });

  const allowed = async (role: Role, asks: readonly Line[]) => {
    const answers = await Promise.all(
      asks.map(async ([action, resource, keys]) =>
        (await may(role, action, resource, { with: keys })) ? [`${action} ${resource}`] : [],
      ),
    );
    return answers.flat();
  };
  const textOf = (asks: readonly Line[]) => asks.map(([action, on]) => `${action} ${on}`);

  it("gha-deploy-role keeps state, grants and credentials of what it applies", async () => {
    expect(await allowed(deploy, APPLIES)).to.deep.equal(textOf(APPLIES));
  });

  it("[§9] no role of dev or stg reads the credentials of the GitHub App", async () => {
    for (const [environment, account] of [
      ["dev", "111111111111"],
      ["stg", "222222222222"],
    ] as const) {
      const secret = `secret:/nc/${environment}/platform/secret/github-app-AbCdEf`;
      const arn = `arn:aws:secretsmanager:ca-central-1:${account}:${secret}`;
      for (const role of (await rolesOf(environment, await loadTestCatalog())).values()) {
        expect(await may(role, "secretsmanager:GetSecretValue", arn), role.arn).to.equal(false);
      }
    }
  });

  it("[§9] no role of dev reads with what deliveries prove themselves, and in stg deploy roles and what publishes migrations do", async () => {
    for (const [environment, account] of [
      ["dev", "111111111111"],
      ["stg", "222222222222"],
    ] as const) {
      const secret = `secret:/nc/${environment}/platform/secret/delivery-AbCdEf`;
      const arn = `arn:aws:secretsmanager:ca-central-1:${account}:${secret}`;
      const readers: string[] = [];
      for (const role of (await rolesOf(environment, await loadTestCatalog())).values()) {
        if (await may(role, "secretsmanager:GetSecretValue", arn)) readers.push(role.arn);
      }
      const others = readers.filter((each) => !each.endsWith("-gha-deploy-role"));
      // Only a release with migrations asks, while it is published, who has approved them.
      const publishing = "role/nc-ingest-worker-stg-gha-publish-role";
      expect(others).to.deep.equal(
        environment === "stg" ? [`arn:aws:iam::${account}:${publishing}`] : [],
      );
      expect(readers.length > 0).to.equal(environment === "stg");
    }
  });

  it("gha-deploy-role reads no data, and changes neither itself nor its boundary", async () => {
    expect(await allowed(deploy, REFUSES)).to.deep.equal([]);
  });

  it("gha-preview-role sees the shape of what there is, and Pulumi's state", async () => {
    expect(await allowed(preview, SEES)).to.deep.equal(textOf(SEES));
  });

  it("[§9] gha-preview-role sees no secret and no data, and changes nothing", async () => {
    expect(await allowed(preview, HIDDEN)).to.deep.equal([]);
  });

  it("[§9] the role that looks for drift sees no data but what links to code, and changes nothing", async () => {
    expect(await allowed(drift, SEES)).to.deep.equal(textOf(SEES));
    const code = HIDDEN.filter(([action]) => action === "lambda:GetFunction");
    expect(await allowed(drift, HIDDEN)).to.deep.equal(textOf(code));
    expect(code).to.have.lengthOf(1);
  });

  it("the role that looks for drift asks the trail here and in us-east-1, and no role else", async () => {
    const asked = (role: Role, region: string) =>
      may(role, "cloudtrail:LookupEvents", "*", { with: { "aws:RequestedRegion": region } });
    for (const region of ["ca-central-1", "us-east-1"]) {
      expect(await asked(drift, region), region).to.equal(true);
      expect(await asked(preview, region), region).to.equal(false);
    }
  });

  it("gha-preview-role stays blind when someone attaches a policy that allows everything", async () => {
    const everything = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
    };
    for (const [action, resource] of HIDDEN.slice(0, 5)) {
      const asked = { permissions: [...preview.permissions, everything] };
      expect(await may(preview, action, resource, asked), `${action} ${resource}`).to.equal(false);
    }
  });

  it("of keys, gha-preview-role uses the one of Pulumi's state", async () => {
    const decrypt = (role: Role, alias: string) => {
      const { resource, with: keys } = throughKey({ account: ACCOUNT }, alias, "s3");
      return may(role, "kms:Decrypt", resource, { with: keys });
    };
    expect(await decrypt(preview, "alias/nc-platform-prod-pulumi")).to.equal(true);
    expect(await decrypt(preview, "alias/nc-platform-prod-config")).to.equal(false);
    expect(await decrypt(preview, "alias/nc-platform-prod-artifacts")).to.equal(false);
    expect(await decrypt(deploy, "alias/nc-platform-prod-pulumi")).to.equal(true);
    expect(await decrypt(deploy, "alias/someone-else")).to.equal(false);
  });
});
