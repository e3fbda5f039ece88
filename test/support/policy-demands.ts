/** From the mildest. */
export const LEVELS = ["low", "medium", "high", "critical"] as const;
type Level = (typeof LEVELS)[number];

/**
 * AWS's own severity of each control that demands a policy (AWS Security Hub CSPM user guide, the
 * page "Security Hub CSPM controls for <service>", at "Severity").
 */
export const SECURITY_HUB: Readonly<Record<string, Level>> = {
  "CloudTrail.1": "high",
  "DynamoDB.2": "medium",
  "EC2.2": "high",
  "EC2.8": "high",
  "EC2.18": "high",
  "ECR.1": "high",
  "ECS.2": "high",
  "ECS.5": "high",
  "ELB.1": "medium",
  "ELB.17": "medium",
  "Lambda.1": "critical",
  "RDS.11": "medium",
  "S3.1": "medium",
  "S3.5": "medium",
  "S3.8": "high",
  "S3.12": "medium",
};

interface Demand {
  readonly severity: Level;
  /** The section of CI/CL-002, or the control of Security Hub. */
  readonly reference: string;
  /** Why it is as severe; where AWS rates the control, why it is more severe here. */
  readonly reason?: string;
}

/** Rated as AWS rates the control. */
const asAws = (reference: string): Demand => ({
  severity: SECURITY_HUB[reference] ?? "low",
  reference,
});

/** Somebody gets rights, secrets or data that nobody gave, or runs what nobody approved. */
const critical = (reference: string, reason: string): Demand => ({
  severity: "critical",
  reference,
  reason,
});

/** A fault is not noticed or not undone, data is lost, or one protection of several is gone. */
const high = (reference: string, reason: string): Demand => ({
  severity: "high",
  reference,
  reason,
});

/** It costs time or money, and opens nothing. */
const medium = (reference: string, reason: string): Demand => ({
  severity: "medium",
  reference,
  reason,
});

/** How severe a violation of each policy is, and the section or the control that demands it. */
export const DEMANDS: Readonly<Record<string, Demand>> = {
  "account-blocks-public-access": critical(
    "S3.1",
    "no other rule sees a Terraform stack's buckets",
  ),
  "account-has-audit-trail": critical("CloudTrail.1", "nothing shows what somebody did"),
  "alarm-names-response": medium(
    "§13",
    "it takes longer until the right person does the right thing",
  ),
  "alarm-notifies": high("§13", "a fault is not noticed"),
  "attached-policy-is-not-broad": critical("§4", "rights over a whole service"),
  "audit-bucket-is-locked": critical("§14", "whoever did it deletes what shows it"),
  "audit-trail-is-enabled": critical("CloudTrail.1", "whoever switches it off leaves no trace"),
  "break-glass-is-detected": critical("§14", "whoever breaks the glass is not seen"),
  "bucket-blocks-public-access": critical("S3.8", "all data of the bucket, for everyone"),
  "bucket-has-acls-disabled": asAws("S3.12"),
  "bucket-has-required-parts": asAws("S3.8"),
  "bucket-has-versioning": high("§15", "what is overwritten is lost"),
  "bucket-requires-tls": high("S3.5", "releases are read, and could be changed, on their way"),
  "condition-key-is-required": critical("§4", "rights for whoever leaves the key out"),
  "container-has-log-configuration": medium("§13", "a fault is found later"),
  "container-is-hardened": asAws("ECS.5"),
  "data-store-is-recoverable": high("RDS.11", "data is lost"),
  "data-store-uses-tls": high("§9", "one protection of the network's several"),
  "data-uses-customer-managed-key": high("§9", "one protection beside IAM's is gone"),
  "dead-letter-queue-has-alarm": high("§7.3", "lost messages are not noticed"),
  "default-security-group-is-closed": asAws("EC2.2"),
  "deployment-group-rolls-back": high("§7", "a bad release is not undone"),
  "environment-has-required-reviewers": critical("§12", "code that nobody approved"),
  "environment-restricts-refs": critical("§11", "code that nobody reviewed"),
  "function-is-invoked-by-alias": high("§7.2", "a bad release is not undone"),
  "function-keeps-failed-events": high("§7.3", "what a function failed is lost"),
  "function-limits-concurrency": high("§7.2", "a hook waits, and with it a deployment"),
  "github-trust-is-pinned": critical("§4", "a role for another repository's jobs"),
  "grant-expires": high("§4", "rights outlive their reason"),
  "http-listener-redirects": high("ELB.1", "tokens of callers in plain text"),
  "image-is-by-digest": critical("§15", "an image that nobody approved"),
  "image-repository-has-scanning-and-lifecycle": asAws("ECR.1"),
  "image-tag-is-immutable": high("§15", "the digest still protects what is deployed"),
  "ingress-is-restricted": critical("EC2.18", "every port of a task or a store, for everyone"),
  "instance-requires-imdsv2": asAws("EC2.8"),
  "key-policy-keeps-account-root": high("§9", "a key, and its data, is lost"),
  "key-rotates": high("§9", "a key that was deleted by mistake is lost"),
  "listener-uses-modern-tls": high("ELB.17", "what is recorded can be read later"),
  "log-group-has-retention": medium("§13", "it costs money, or an audit's time"),
  "log-group-is-managed": medium("§13", "it costs money, and has no owner"),
  "lost-event-is-kept": high("§7.3", "an incident is not opened, and nothing is left to replay"),
  "metric-filter-has-alarm": high("§13", "a change of what guards deliveries is not noticed"),
  "name-follows-convention": medium("§17", "it costs time to find the owner"),
  "no-aws-access-key-in-inputs": critical("§4", "a credential in the state"),
  "no-cross-account-reference": critical("§3", "rights in another environment"),
  "no-long-lived-credential": critical("§4", "rights past every approval"),
  "no-plaintext-secret": critical("§9", "a secret in the state and the plan"),
  "no-secret-value-in-program": critical("§9", "a secret in the source and the state"),
  "no-shell-in-tasks": high("§4", "whoever opens one needs a right of IAM too"),
  "oidc-provider-is-github": critical("§4", "roles for another issuer's tokens"),
  "path-follows-convention": medium("§9", "a workload cannot read it"),
  "people-role-is-time-bound": critical("§14", "a standing way into prod, without a name"),
  "policy-grants-no-wildcard": critical("§4", "rights that nobody listed"),
  "policy-has-no-public-principal": critical("§4", "rights for everyone"),
  "provider-is-restricted": critical("§3", "an environment in another account"),
  "public-ingress-is-load-balancer": critical("EC2.18", "a task without TLS, rules or logs"),
  "queue-has-dead-letter-queue": high("§7.3", "messages are lost"),
  "region-is-allowed": high("§3", "data outside the country, which no alarm watches"),
  "release-managed-inputs-are-ignored": critical("§7", "an old version, past every approval"),
  "repository-access-is-restricted": critical("§4", "jobs of whoever may write"),
  "repository-has-environments": critical("§12", "code that nobody approved"),
  "resource-is-not-public": asAws("Lambda.1"),
  "resource-is-tagged": medium("§17", "it costs time to find the owner"),
  "role-has-permissions-boundary": critical("§4", "a role above its maker"),
  "role-trust-is-restricted": critical("§4", "a role for others"),
  "rollback-uses-metric-alarms": high("§7", "a bad release is not undone"),
  "ruleset-is-enforced": critical("§12", "code that nobody reviewed"),
  "sensitive-action-has-condition": critical("§4", "rights that the resource does not limit"),
  "sensitive-action-names-its-resource": critical("§4", "rights of other workloads"),
  "service-principal-has-source": asAws("Lambda.1"),
  "service-rolls-back": high("§7.3", "a bad release is not undone"),
  "subscriber-is-named-by-settings": critical(
    "§13",
    "what is wrong with prod, for whoever subscribes",
  ),
  "suppressed-alarm-has-composite": high("§13", "a fault is not noticed"),
  "table-has-point-in-time-recovery": high("DynamoDB.2", "events of deliveries are lost"),
  "task-has-no-public-ip": asAws("ECS.2"),
  "version-is-pinned": medium("§15", "an upgrade at a time that AWS chooses"),
  "vpc-manages-default-security-group": asAws("EC2.2"),
  "workload-is-reached-by-links": critical("§4", "rights of other workloads"),
};

/** Pages of GitHub about what a policy enforces. */
const GITHUB_PAGES: Readonly<Record<string, string>> = {
  "environment-has-required-reviewers":
    "https://docs.github.com/actions/reference/workflows-and-actions/deployments-and-environments",
  "environment-restricts-refs":
    "https://docs.github.com/actions/reference/workflows-and-actions/deployments-and-environments",
  "github-trust-is-pinned": "https://docs.github.com/actions/reference/security/oidc",
  "ruleset-is-enforced":
    "https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets",
};

/** The page that a policy has to name: AWS's of its control, GitHub's, or none. */
export function pageOf(name: string): string | undefined {
  const [, service, number] = /^(\w+)\.(\d+)$/.exec(DEMANDS[name]?.reference ?? "") ?? [];
  if (service === undefined) return GITHUB_PAGES[name];
  const page = service.toLowerCase();
  return `https://docs.aws.amazon.com/securityhub/latest/userguide/${page}-controls.html#${page}-${number}`;
}

/** Thresholds of policies: the default, the least and the most that a configuration may set. */
export const THRESHOLDS: Readonly<Record<string, object>> = {
  "audit-bucket-is-locked": { days: ["integer", 90, 1, undefined] },
  "dead-letter-queue-has-alarm": { messages: ["integer", 1, 1, undefined] },
  // KMS API, ScheduleKeyDeletion: 7 to 30 days.
  "key-rotates": {
    minimumDays: ["integer", 7, 7, 30],
    minimumDaysProtected: ["integer", 30, 7, 30],
  },
  // CloudWatch Logs API, PutRetentionPolicy: 3653 is the longest that ends.
  "log-group-has-retention": { minimumDays: ["integer", 0, 0, 3653] },
};
