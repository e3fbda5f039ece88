import type { Environment } from "../environments";
import type { NamedType } from "./limits";
import { aliasName, physicalName, secretPath } from "./names";

/** The role that applies the platform itself (CI/CL-002 §4). */
export const PLATFORM_DEPLOY_ROLE = "gha-deploy-role";

/** The role that plans pull requests of the platform's repository. */
export const PREVIEW_ROLE = "gha-preview-role";

/** The ECS cluster that every workload of an environment shares (CI/CL-002 §7.1). */
export const SHARED_CLUSTER = "nc-core";

/** Log group of Container Insights for that cluster: AWS fixes the name. */
export const CLUSTER_LOG_GROUP = `/aws/ecs/containerinsights/${SHARED_CLUSTER}/performance`;

/** Log groups of the canaries' functions, which Synthetics names after the canary; `*` is any text. */
export const CANARY_LOG_GROUPS = "/aws/lambda/cwsyn-nc-*";

/** Key in the artifact bucket of what is known of the platform's plan that was applied last. */
export const PLATFORM_PLAN_KEY = "platform/plan.json";

/** Index of the ledger that has the events of a workload by time. */
export const LEDGER_BY_TIME = "by-time";

/** The stage of an HTTP API whose URL has no stage in its path: AWS fixes the name. */
export const DEFAULT_STAGE = "$default";

/** The one route that asks nobody to sign in: GitHub signs what it sends there, and a function verifies it. */
export const GITHUB_WEBHOOK = "POST /github";

/** Names that do not follow §17, as the specification or AWS gives them literally, by type. */
export const NAME_EXCEPTIONS = {
  "aws:apigatewayv2/stage:Stage": [DEFAULT_STAGE],
  "aws:ecs/cluster:Cluster": [SHARED_CLUSTER],
  "aws:iam/role:Role": [PLATFORM_DEPLOY_ROLE, PREVIEW_ROLE],
} as const satisfies Partial<Record<NamedType, readonly string[]>>;

/** The functions that a deployment waits for, by their folder in `functions/` (CI/CL-002 §7, §8). */
export const HOOKS = ["record-shift", "run-migrations", "smoke-test"] as const;

export type Hook = (typeof HOOKS)[number];

/** Name of the function of an environment that a deployment calls. */
export function hookName(environment: Environment, hook: Hook): string {
  const owner = { service: "platform", environment };
  return physicalName("aws:lambda/function:Function", owner, hook);
}

/** One environment and its account. */
export interface Account {
  readonly environment: Environment;
  /** 12 digits. */
  readonly accountId: string;
}

/** Physical names of what the platform has once in every account; roles are granted access by them. */
export function platformNames({ environment, accountId }: Account) {
  const owner = { service: "platform", environment };
  const bucket = (component: string) =>
    physicalName("aws:s3/bucket:Bucket", owner, `${component}-${accountId}`);
  return {
    artifactBucket: bucket("artifacts"),
    /** Copy of that bucket in the DR region; a bucket's name is taken in every region. */
    artifactReplica: bucket("artifacts-dr"),
    terraformStateBucket: bucket("terraform-state"),
    /** Pulumi's backend; an administrator makes it before the first `pulumi up`. */
    pulumiBucket: bucket("pulumi"),
    /** What CloudTrail delivers. */
    auditBucket: bucket("audit-trail"),
    /** The account's trail, and the role with which it writes to CloudWatch Logs. */
    auditTrail: physicalName("aws:cloudtrail/trail:Trail", owner, "audit-trail"),
    lockTable: physicalName("aws:dynamodb/table:Table", owner, "terraform-locks"),
    /** Table of the events of every delivery, which only grows. */
    ledger: physicalName("aws:dynamodb/table:Table", owner, "ledger"),
    /** Table of the promotion that each workload is in. */
    promotions: physicalName("aws:dynamodb/table:Table", owner, "promotions"),
    /** Table of the events that the platform's functions have handled. */
    handledEvents: physicalName("aws:dynamodb/table:Table", owner, "handled-events"),
    /** Topic of what the people on call are paged for. */
    pageTopic: physicalName("aws:sns/topic:Topic", owner, "alerts-page"),
    /**
     * Secret with the credentials of the GitHub App that opens and reads root-cause tickets: issues alone, and
     * another App in every environment. An administrator puts them there.
     */
    issuesApp: secretPath(owner, "issues-app"),
    /** Secrets of the deployment protection rule's GitHub App: its credentials, and what its events are signed with. */
    gateSecrets: [secretPath(owner, "gate-app"), secretPath(owner, "gate-webhook")],
    wheelsDomain: physicalName("aws:codeartifact/domain:Domain", owner, "wheels"),
    wheelsRepository: physicalName("aws:codeartifact/repository:Repository", owner, "wheels"),
    /** ECR repository of AWS's AppConfig agent, mirrored into the account. */
    flagAgentRepository: physicalName("aws:ecr/repository:Repository", owner, "appconfig-agent"),
    loadBalancer: physicalName("aws:lb/loadBalancer:LoadBalancer", owner, "load-balancer"),
    /** The role with which people repair the environment while a window is open. */
    breakGlassRole: physicalName("aws:iam/role:Role", owner, "break-glass"),
    /** The role that looks for changes past the program. */
    driftRole: physicalName("aws:iam/role:Role", owner, "drift"),
    boundary: physicalName("aws:iam/policy:Policy", owner, "boundary"),
    /** Alias of the key that encrypts Pulumi's backend and its secrets; made with the bucket. */
    pulumiKey: platformKeyAlias(environment, "pulumi"),
    /**
     * Secret with the credentials of the GitHub App that manages repositories: see
     * tools/workflow/github-app-token.ts. In prod alone, made beside the bucket, under that key.
     */
    githubApp: secretPath(owner, "github-app"),
    /**
     * Secret with which a delivery proves itself, in stg and prod alone: the credentials of the GitHub App that reads
     * what gates ask for, and those of another system of change tickets. An administrator makes it, under the key
     * `config` (docs/delivery.md).
     */
    deliverySecret: secretPath(owner, "delivery"),
  } as const;
}

/** Alias of the platform's key for `purpose` in an environment: `alias/nc-platform-<env>-<purpose>`. */
export function platformKeyAlias(environment: Environment, purpose: string): string {
  return aliasName({ service: "platform", environment }, purpose);
}
