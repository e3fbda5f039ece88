import { type Asked, lastPart, letters, type Outputs, type Shapes, uuid } from "./shape";

/** When everything in the simulated account was made: an answer must not depend on the clock. */
const MADE = "2026-01-01T00:00:00Z";

const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** IAM and KMS. */
export const IDENTITY: Shapes = {
  "aws:iam/role:Role": (asked) => ({
    ...named(asked, "role"),
    createDate: MADE,
    uniqueId: `AROA${letters(asked, 17, UPPER)}`,
  }),
  "aws:iam/policy:Policy": (asked) => {
    const { arn } = named(asked, "policy");
    return { id: arn, arn, policyId: `ANPA${letters(asked, 17, UPPER)}`, attachmentCount: 0 };
  },
  "aws:iam/rolePolicy:RolePolicy": ({ text }) => ({ id: `${text("role")}:${text("name")}` }),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ({ text }) => ({
    id: `${text("role")}/${text("policyArn")}`,
  }),
  "aws:iam/instanceProfile:InstanceProfile": (asked) => ({
    ...named(asked, "instance-profile"),
    createDate: MADE,
    uniqueId: `AIPA${letters(asked, 17, UPPER)}`,
  }),
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ({ account, inputs, text }) => {
    const host = text("url").replace(/^https:\/\//, "");
    const arn = `arn:aws:iam::${account}:oidc-provider/${host}`;
    return { id: arn, arn, thumbprintLists: inputs.thumbprintLists ?? [] };
  },
  "aws:iam/serviceLinkedRole:ServiceLinkedRole": ({ account, text }) => {
    const service = text("awsServiceName");
    const name = `AWSServiceRoleFor${lastPart(service.replace(/\.amazonaws\.com$/, ""), ".")}`;
    const arn = `arn:aws:iam::${account}:role/aws-service-role/${service}/${name}`;
    return { id: arn, arn, name, path: `/aws-service-role/${service}/` };
  },
  "aws:kms/key:Key": (asked) => {
    const keyId = asked.inputs.multiRegion === true ? `mrk-${asked.hex(32)}` : uuid(asked);
    return { id: keyId, keyId, arn: asked.arn("kms", `key/${keyId}`) };
  },
  "aws:kms/replicaKey:ReplicaKey": ({ arn, text }) => {
    const keyId = lastPart(text("primaryKeyArn"));
    return {
      id: keyId,
      keyId,
      arn: arn("kms", `key/${keyId}`),
      keyRotationEnabled: true,
      keySpec: "SYMMETRIC_DEFAULT",
      keyUsage: "ENCRYPT_DECRYPT",
    };
  },
  "aws:kms/alias:Alias": ({ arn, text }) => {
    const target = text("targetKeyId");
    const targetKeyArn = target.startsWith("arn:") ? target : arn("kms", `key/${target}`);
    return { id: text("name"), arn: arn("kms", text("name")), targetKeyArn };
  },
  "aws:kms/keyPolicy:KeyPolicy": ({ text }) => ({ id: text("keyId") }),
  "aws:kms/grant:Grant": ({ text, hex }) => {
    const grantId = hex(64);
    return { id: `${text("keyId")}:${grantId}`, grantId, grantToken: hex(64, "token") };
  },
};

/** What has a name and a path in the account, and no region. */
function named({ account, inputs, text }: Asked, kind: string): Outputs & { arn: string } {
  const name = text("name");
  const path = typeof inputs.path === "string" ? inputs.path : "/";
  return { id: name, name, path, arn: `arn:aws:iam::${account}:${kind}${path}${name}` };
}
