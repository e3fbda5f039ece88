import { planStaysInItsAccount } from "../../policies/account/plan-stays-in-its-account";
import { providerIsGuarded } from "../../policies/account/provider-is-guarded";
import { regionIsOurs } from "../../policies/account/region-is-ours";
import { imageRepositoryIsKept } from "../../policies/delivery/image-repository-is-kept";
import { imageTagIsImmutable } from "../../policies/delivery/image-tag-is-immutable";
import { dataIsEncryptedWithOurKey } from "../../policies/encryption/data-is-encrypted-with-our-key";
import { keyRotates } from "../../policies/encryption/key-rotates";
import { keyStaysWithItsAccount } from "../../policies/encryption/key-stays-with-its-account";
import { attachedPolicyIsNarrow } from "../../policies/identity/attached-policy-is-narrow";
import { noAwsKeyIsHandedOut } from "../../policies/identity/no-aws-key-is-handed-out";
import { noLongLivedCredential } from "../../policies/identity/no-long-lived-credential";
import { policyAdmitsNoStranger } from "../../policies/identity/policy-admits-no-stranger";
import { policyGrantsNoWildcard } from "../../policies/identity/policy-grants-no-wildcard";
import { roleHasBoundary } from "../../policies/identity/role-has-boundary";
import { logGroupKeepsLogs } from "../../policies/logs/log-group-keeps-logs";
import { nameFollowsConvention } from "../../policies/naming/name-follows-convention";
import { pathNamesItsWorkload } from "../../policies/naming/path-names-its-workload";
import { resourceIsTagged } from "../../policies/tagging/resource-is-tagged";
import { scopeIn } from "../support/scopes";
import { judges, judgesPlans, LATER } from "../support/violations";

const QUEUE = "aws:sqs/queue:Queue";
const KEY = "aws:kms/key:Key";
const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const REPOSITORY = "aws:ecr/repository:Repository";
const LOGS = "aws:cloudwatch/logGroup:LogGroup";
const AWS = "pulumi:providers:aws";
const OURS = "arn:aws:kms:ca-central-1:111111111111:key/mrk-0123456789abcdef0123456789abcdef";

const policy = (statement: object) => JSON.stringify({ Statement: [statement] });

judges(planStaysInItsAccount, {
  "passes its own account": { type: QUEUE, props: { a: "arn:aws:sqs::111111111111:q" } },
  "passes what is unknown": { type: QUEUE, props: { a: LATER } },
  "refuses another": { type: QUEUE, props: { a: "arn::222222222222:q" }, says: [/222222222222/] },
});

const GUARDED = { allowedAccountIds: '["111111111111"]', region: "ca-central-1" };
judges(providerIsGuarded, {
  "passes our account and region": { type: AWS, props: GUARDED },
  "passes what is unknown": { type: AWS, props: { allowedAccountIds: LATER, region: LATER } },
  "refuses neither": { type: AWS, props: {}, says: [/^allowedAccountIds/, /^region/] },
  "refuses another organization": {
    ...{ type: "pulumi:providers:github", props: { owner: "x" }, says: [/^owner is x/] },
  },
});

judges(regionIsOurs, {
  "passes none": { type: QUEUE, props: {} },
  "passes what is unknown": { type: QUEUE, props: { region: LATER } },
  "passes the DR region where DR is on": {
    ...{ type: QUEUE, props: { region: "us-east-1" }, config: { dr: true } },
  },
  "refuses it where DR is off": { type: QUEUE, props: { region: "us-east-1" }, says: [/^region/] },
});

const LIFECYCLE = {
  ...{ type: "aws:ecr/lifecyclePolicy:LifecyclePolicy", from: { repository: ["images"] } },
};
const scanning = (filter: string) => ({
  type: "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
  props: { rules: [{ scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter }] }] },
});
const images = { type: REPOSITORY, props: { name: "nc-a-dev-images" } };
judgesPlans(imageRepositoryIsKept, {
  "passes scanning and a lifecycle": { plan: { images, LIFECYCLE, scans: scanning("nc-*") } },
  "passes an unknown filter": { plan: { images, LIFECYCLE, scans: scanning(LATER) } },
  "refuses a filter of others": {
    ...{ plan: { images, LIFECYCLE, scans: scanning("x") }, says: [/not scanned/] },
  },
  "refuses neither": { plan: { images }, says: [/not scanned/, /kept for ever/] },
});

judges(imageTagIsImmutable, {
  "passes IMMUTABLE": { type: REPOSITORY, props: { imageTagMutability: "IMMUTABLE" } },
  "passes what is unknown": { type: REPOSITORY, props: { imageTagMutability: LATER } },
  "refuses none": { type: REPOSITORY, props: {}, says: [/not given/] },
  "refuses an exclusion of releases": {
    ...{ type: REPOSITORY, says: [/lets v\* be moved/] },
    props: {
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [{ filter: "v1*" }],
    },
  },
});

judges(dataIsEncryptedWithOurKey, {
  "passes our key": { type: QUEUE, props: { kmsMasterKeyId: OURS } },
  "passes what is unknown": { type: QUEUE, props: { kmsMasterKeyId: LATER } },
  "refuses none": { type: QUEUE, props: {}, says: [/is not given/] },
  "refuses AWS's": { type: QUEUE, props: { kmsMasterKeyId: "alias/aws/sqs" }, says: [/manages/] },
  "refuses another account's": {
    ...{ type: QUEUE, props: { kmsMasterKeyId: OURS.replace(/1{12}/, "222222222222") } },
    says: [/another account/],
  },
});

judges(keyRotates, {
  "passes rotation": { type: KEY, props: { enableKeyRotation: true } },
  "passes what is unknown": {
    ...{ type: KEY, props: { enableKeyRotation: LATER, deletionWindowInDays: LATER } },
  },
  "refuses none": { type: KEY, props: {}, says: [/^enableKeyRotation/] },
});

const ROOT = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111111111111:root" } };
judges(keyStaysWithItsAccount, {
  "passes the root": { type: KEY, props: { policy: policy({ ...ROOT, Action: "kms:*" }) } },
  "passes what is unknown": { type: KEY, props: { policy: LATER } },
  "refuses less": {
    type: KEY,
    props: { policy: policy({ ...ROOT, Action: "kms:a" }) },
    says: [/./],
  },
});

const attached = (policyArn: string) => ({
  ...{ type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment", props: { policyArn } },
});
judges(attachedPolicyIsNarrow, {
  "passes a narrow one": attached("arn:aws:iam::aws:policy/ReadOnlyAccess"),
  "passes what is unknown": attached(LATER),
  "refuses FullAccess": { ...attached("arn:aws:iam::aws:policy/IAMFullAccess"), says: [/grants/] },
  "refuses the boundary": {
    ...attached("arn:aws:iam::111111111111:policy/nc-platform-dev-boundary"),
    says: [/grants/],
  },
});

judges(noAwsKeyIsHandedOut, {
  "passes other text": { type: QUEUE, props: { a: "AWS_REGION" } },
  "passes what is unknown": { type: QUEUE, props: { a: LATER } },
  "refuses its name": { type: QUEUE, props: { AWS_ACCESS_KEY_ID: "" }, says: [/hands out/] },
});

judges(noLongLivedCredential, {
  "refuses a user": { type: "aws:iam/user:User", props: {}, says: [/does not expire/] },
});

const trust = (changes: object) => ({
  ...{ type: ROLE, props: { assumeRolePolicy: policy({ ...ROOT, ...changes }) } },
});
judges(policyAdmitsNoStranger, {
  "passes a name": trust({}),
  "passes what is unknown": { type: ROLE, props: { assumeRolePolicy: LATER } },
  "refuses anyone": { ...trust({ Principal: "*" }), says: [/allows anyone/] },
  "passes anyone of an account": trust({
    ...{ Principal: "*", Condition: { StringEquals: { "aws:PrincipalAccount": "111111111111" } } },
  }),
});

const grant = (Action: string, Resource: string) => ({
  ...{ type: ROLE_POLICY, props: { policy: policy({ Effect: "Allow", Action, Resource }) } },
});
judges(policyGrantsNoWildcard, {
  "passes an action": grant("s3:GetObject", "*"),
  "passes what is unknown": { type: ROLE_POLICY, props: { policy: LATER } },
  "refuses every action": { ...grant("*", "arn:aws:s3:::a"), says: [/every action/] },
  "refuses a whole service": { ...grant("iam:*", "*"), says: [/iam:\* on everything/] },
});

const BOUNDARY = "arn:aws:iam::111111111111:policy/nc-platform-dev-boundary";
judges(roleHasBoundary, {
  "passes ours": { type: ROLE, props: { permissionsBoundary: BOUNDARY } },
  "passes what is unknown": { type: ROLE, props: { permissionsBoundary: LATER } },
  "refuses none": { type: ROLE, props: {}, says: [/not given/] },
});

judges(logGroupKeepsLogs, {
  "passes ten years": { type: LOGS, props: { retentionInDays: 3653 } },
  "passes what is unknown": { type: LOGS, props: { retentionInDays: LATER } },
  "refuses none": { type: LOGS, props: {}, says: [/never deleted/] },
  "refuses a day": { type: LOGS, props: { retentionInDays: 1 }, says: [/is 1:/] },
});

judges(nameFollowsConvention, {
  "passes a name": { type: QUEUE, props: { name: "nc-a-dev-jobs" } },
  "passes what is unknown": { type: QUEUE, props: { name: LATER } },
  "refuses none": { type: QUEUE, props: {}, says: [/not given/] },
  "refuses prod's": { type: QUEUE, props: { name: "nc-a-prod-jobs" }, says: [/names prod/] },
});

judges(pathNamesItsWorkload, {
  "passes a path": { type: LOGS, props: { name: "/nc/dev/a/logs/app" } },
  "passes a name that AWS forces": { type: LOGS, props: { name: "/aws/lambda/nc-a-dev-b" } },
  "passes what is unknown": { type: LOGS, props: { name: LATER } },
  "refuses another": { type: LOGS, props: { name: "/app" }, says: [/is not \/nc/] },
  "refuses prod's": { type: LOGS, props: { name: "/nc/prod/a/logs/app" }, says: [/names prod/] },
});

const tags = scopeIn("dev").tags("jobs");
judges(resourceIsTagged, {
  "passes all tags": { type: QUEUE, props: { tags } },
  "passes what is unknown": { type: QUEUE, props: { tags: LATER } },
  "refuses none": { type: QUEUE, props: {}, says: [/App is missing/] },
  "refuses prod's": { type: QUEUE, props: { tags: { ...tags, Env: "prod" } }, says: [/Env/] },
});
