import type { Context } from "../../infra/context";
import { platformNames } from "../../infra/naming/platform-names";
import type { PlatformFunctionName } from "../../infra/platform-functions";
import { platformArns } from "../identity/arns";

/** Longest filter pattern, in characters (CloudWatch Logs API, PutMetricFilter). */
export const PATTERN_MAX = 1024;

/** A kind of change of what guards deliveries, as the audit trail shows it. */
export interface ControlChange {
  /** What happened, and what is expected of whom it alarms: a sentence. */
  readonly description: string;
  /** Pattern of CloudWatch Logs that matches the trail's events of it. */
  readonly pattern: string;
}

/**
 * Changes of what guards deliveries, by the component key of their alarm. What the pipeline never
 * changes counts whoever does it; what it does change counts when somebody else does it
 * (CIS AWS Foundations Benchmark, section 4 "Monitoring", extended to OIDC and the GitHub App).
 */
export function controlChanges(context: Context): Readonly<Record<string, ControlChange>> {
  const { auditBucket } = platformNames(context.settings);
  const { region } = context.settings;
  const { breakGlassRole, deployRole, iam } = platformArns(context);
  const calls = (source: string, names: readonly string[]) => [
    equals("eventSource", `${source}.amazonaws.com`),
    anyOf(names.map((name) => equals("eventName", name))),
  ];
  // A comparison is false where the field is missing, which it is for users and for the root user.
  const issuer = "userIdentity.sessionContext.sessionIssuer.arn";
  const outside = (roles: readonly string[]) =>
    anyOf([`($.${issuer} NOT EXISTS)`, notOneOf(issuer, roles)]);
  const outsidePipeline = outside([deployRole]);
  const readers = READERS.map((name) => iam(`role/${context.name("aws:iam/role:Role", name)}`));
  return {
    "trail-changes": {
      description: "Somebody changed or stopped a trail of the account.",
      pattern: allOf(calls("cloudtrail", TRAIL)),
    },
    "trail-bucket-changes": {
      description: "Somebody changed the bucket of the audit trail.",
      pattern: allOf([
        ...calls("s3", TRAIL_BUCKET),
        equals("requestParameters.bucketName", auditBucket),
      ]),
    },
    "role-changes": {
      description: "Somebody changed a role, its trust or its boundary outside the pipeline.",
      pattern: allOf([...calls("iam", ROLES), outsidePipeline]),
    },
    "boundary-changes": {
      description: "Somebody changed a managed policy: the boundary, or one of the deploy role.",
      pattern: allOf(calls("iam", POLICIES)),
    },
    "oidc-provider-changes": {
      description: "Somebody changed an identity provider, which says whose tokens are trusted.",
      pattern: allOf(calls("iam", PROVIDERS)),
    },
    "key-changes": {
      description: "Somebody changed a KMS key, its policy or its alias outside the pipeline.",
      pattern: allOf([...calls("kms", KEYS), outsidePipeline]),
    },
    "github-secret-access": {
      description:
        "Somebody but the pipeline and the functions that use them read or changed a GitHub App's credentials.",
      pattern: allOf([
        ...calls("secretsmanager", SECRETS),
        anyOf(APPS.map((name) => equals("requestParameters.secretId", name))),
        outside([deployRole, ...readers]),
      ]),
    },
    // In the environment's own region a rule of EventBridge sees it, and in us-east-1 another, which sends on what it sees.
    "break-glass-elsewhere": {
      description: "Somebody assumed break-glass, or tried to, in another region.",
      pattern: allOf([
        ...calls("sts", ["AssumeRole"]),
        notOneOf("awsRegion", [region]),
        anyOf([
          equals("requestParameters.roleArn", breakGlassRole),
          equals("errorMessage", `*${breakGlassRole}*`),
        ]),
      ]),
    },
    "root-use": {
      description: "Somebody used the account's root user.",
      pattern: allOf([
        equals("userIdentity.type", "Root"),
        "($.userIdentity.invokedBy NOT EXISTS)",
        '($.eventType != "AwsServiceEvent")',
      ]),
    },
  };
}

const TRAIL = [
  ...["CreateTrail", "DeleteTrail", "PutEventSelectors", "PutInsightSelectors"],
  ...["StartLogging", "StopLogging", "UpdateTrail"],
];

const TRAIL_BUCKET = ["DeleteBucket*", "PutBucket*", "PutObjectLockConfiguration"];

const ROLES = [
  ...["AttachRolePolicy", "CreateRole", "DeleteRole", "DeleteRolePermissionsBoundary"],
  ...["DeleteRolePolicy", "DetachRolePolicy", "PutRolePermissionsBoundary", "PutRolePolicy"],
  ...["UpdateAssumeRolePolicy", "UpdateRole"],
];

const POLICIES = [
  ...["CreatePolicy", "CreatePolicyVersion", "DeletePolicy", "DeletePolicyVersion"],
  "SetDefaultPolicyVersion",
];

const PROVIDERS = [
  ...["AddClientIDToOpenIDConnectProvider", "CreateOpenIDConnectProvider", "CreateSAMLProvider"],
  ...["DeleteOpenIDConnectProvider", "DeleteSAMLProvider"],
  ...["RemoveClientIDFromOpenIDConnectProvider", "UpdateOpenIDConnectProviderThumbprint"],
  "UpdateSAMLProvider",
];

const KEYS = [
  ...["DeleteAlias", "DeleteImportedKeyMaterial", "DisableKey", "DisableKeyRotation"],
  ...["PutKeyPolicy", "ScheduleKeyDeletion", "UpdateAlias"],
];

const SECRETS = [
  ...["DeleteSecret", "GetSecretValue", "PutResourcePolicy", "PutSecretValue", "RotateSecret"],
  "UpdateSecret*",
];

/**
 * Secrets of GitHub Apps, by name or by ARN: the one that administrates repositories, the one of tickets, and the two of
 * the deployment rule.
 */
const APPS = ["github-*", "issues-app*", "gate-*"].map((name) => `*/platform/secret/${name}`);

/** Functions that read the ones of tickets and of the rule. */
const READERS: readonly PlatformFunctionName[] = [
  "open-incident",
  "close-incident",
  "gate-deployment",
];

/** A condition that a field is there and equals none of some texts. */
function notOneOf(field: string, texts: readonly string[]): string {
  const conditions = texts.map((text) => `($.${field} != "${text}")`);
  return conditions.length > 1 ? `(${conditions.join(" && ")})` : conditions.join();
}

/** A condition that a field equals a text, in which `*` is any text. */
function equals(field: string, text: string): string {
  return `($.${field} = "${text}")`;
}

function anyOf(conditions: readonly string[]): string {
  return conditions.length > 1 ? `(${conditions.join(" || ")})` : conditions.join();
}

function allOf(conditions: readonly string[]): string {
  return `{ ${conditions.join(" && ")} }`;
}
