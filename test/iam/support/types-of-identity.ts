import type { Line } from "./takes";

const KEY = "11111111-2222-3333-4444-555555555555";
const KEY_CHANGES = "EnableKey EnableKeyRotation TagResource UntagResource UpdateKeyDescription";
/** The tag of the platform's keys, by which their policies are changed. */
const OURS = { "aws:ResourceTag/Service": "platform" };
const KEY_READS = "DescribeKey GetKeyPolicy GetKeyRotationStatus ListResourceTags";

const OIDC =
  "AddClientIDToOpenIDConnectProvider CreateOpenIDConnectProvider DeleteOpenIDConnectProvider " +
  "RemoveClientIDFromOpenIDConnectProvider TagOpenIDConnectProvider UntagOpenIDConnectProvider " +
  "UpdateOpenIDConnectProviderThumbprint";

/** IAM and keys. */
export const IDENTITY_TYPES: Readonly<Record<string, Line>> = {
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ({ account, on }) => [
    on(
      `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
      OIDC,
      "GetOpenIDConnectProvider ListOpenIDConnectProviderTags",
    ),
  ],
  "aws:iam/policy:Policy": ({ account, inputs, on }) => [
    on(
      `arn:aws:iam::${account}:policy/${inputs.name}`,
      "CreatePolicy CreatePolicyVersion DeletePolicy DeletePolicyVersion TagPolicy UntagPolicy",
      "GetPolicy GetPolicyVersion ListEntitiesForPolicy ListPolicyVersions",
    ),
  ],
  "aws:iam/role:Role": ({ account, inputs, on }) => {
    const arn = `arn:aws:iam::${account}:role/${inputs.name}`;
    return [
      on(
        arn,
        "CreateRole PutRolePermissionsBoundary UpdateAssumeRolePolicy",
        "",
        boundedBy(inputs.permissionsBoundary),
      ),
      on(
        arn,
        "DeleteRole TagRole UntagRole UpdateRole UpdateRoleDescription",
        "GetRole ListAttachedRolePolicies ListInstanceProfilesForRole ListRolePolicies ListRoleTags",
      ),
      ...servicesIn(inputs.assumeRolePolicy).map((service) =>
        on(arn, "PassRole", "", { "iam:PassedToService": service }),
      ),
    ];
  },
  "aws:iam/rolePolicy:RolePolicy": ({ account, environment, inputs, on }) => [
    on(
      `arn:aws:iam::${account}:role/${inputs.role}`,
      "DeleteRolePolicy PutRolePolicy",
      "",
      boundedBy(`arn:aws:iam::${account}:policy/nc-platform-${environment}-boundary`),
    ),
    on(`arn:aws:iam::${account}:role/${inputs.role}`, "", "GetRolePolicy"),
  ],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ({ account, environment, inputs, on }) => [
    on(
      `arn:aws:iam::${account}:role/${inputs.role}`,
      "AttachRolePolicy DetachRolePolicy",
      "",
      boundedBy(`arn:aws:iam::${account}:policy/nc-platform-${environment}-boundary`),
    ),
  ],
  "aws:kms/alias:Alias": ({ any, at, inputs }) => [
    at("kms", inputs.name, "CreateAlias DeleteAlias UpdateAlias"),
    at("kms", `key/${KEY}`, "CreateAlias DeleteAlias UpdateAlias"),
    any("kms", "", "ListAliases"),
  ],
  "aws:kms/key:Key": ({ any, at, inputs, serviceRole }) => [
    any("kms", "CreateKey"),
    at("kms", `key/${KEY}`, KEY_CHANGES, KEY_READS),
    at("kms", `key/${KEY}`, "PutKeyPolicy", "", OURS),
    inputs.multiRegion ? serviceRole("mrk.kms") : [],
  ],
  "aws:kms/replicaKey:ReplicaKey": ({ any, at, account, on, region }) => [
    // The key's own region is asked to copy it to this one.
    on(`arn:aws:kms:ca-central-1:${account}:key/mrk-1`, "ReplicateKey", "", {
      "aws:RequestedRegion": "ca-central-1",
      "kms:ReplicaRegion": region,
    }),
    any("kms", "CreateKey"),
    at("kms", "key/mrk-1", "EnableKey TagResource UntagResource UpdateKeyDescription", KEY_READS),
    at("kms", "key/mrk-1", "PutKeyPolicy", "", OURS),
  ],
};

function boundedBy(arn: string) {
  return { "iam:PermissionsBoundary": arn };
}

/** Services that a role trusts. */
function servicesIn(trust: string): string[] {
  const { Statement } = JSON.parse(trust) as { Statement: { Principal?: { Service?: string } }[] };
  return Statement.flatMap(({ Principal }) => Principal?.Service ?? []);
}
