import type { NamedType } from "./limits";

/** The role that applies the platform itself (CI/CL-002 §4). */
export const PLATFORM_DEPLOY_ROLE = "gha-deploy-role";

/** The role that plans pull requests of the platform's repository. */
export const PREVIEW_ROLE = "gha-preview-role";

/** The ECS cluster that every workload of an environment shares (CI/CL-002 §7.1). */
export const SHARED_CLUSTER = "nc-core";

/** Log group in which Container Insights keeps what it measures of that cluster: a name that AWS forces. */
export const CLUSTER_LOG_GROUP = `/aws/ecs/containerinsights/${SHARED_CLUSTER}/performance`;

/** Log groups of the canaries' functions, which Synthetics names after the canary; `*` is any text. */
export const CANARY_LOG_GROUPS = "/aws/lambda/cwsyn-nc-*";

/** The stage of an HTTP API whose URL has no stage in its path: a name that AWS forces. */
export const DEFAULT_STAGE = "$default";

/** Names off the convention of the specification's §17, which it or AWS gives literally, by type. */
export const NAME_EXCEPTIONS = {
  "aws:apigatewayv2/stage:Stage": [DEFAULT_STAGE],
  "aws:ecs/cluster:Cluster": [SHARED_CLUSTER],
  "aws:iam/role:Role": [PLATFORM_DEPLOY_ROLE, PREVIEW_ROLE],
} as const satisfies Partial<Record<NamedType, readonly string[]>>;
