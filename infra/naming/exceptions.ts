import type { NamedType } from "./limits";

/** The role that applies the platform itself (CI/CL-002 §4). */
export const PLATFORM_DEPLOY_ROLE = "gha-deploy-role";

/** The role that plans pull requests of the platform's repository. */
export const PREVIEW_ROLE = "gha-preview-role";

/** The ECS cluster that every workload of an environment shares (CI/CL-002 §7.1). */
export const SHARED_CLUSTER = "nc-core";

/** Log group in which Container Insights keeps what it measures of that cluster: a name that AWS forces. */
export const CLUSTER_LOG_GROUP = `/aws/ecs/containerinsights/${SHARED_CLUSTER}/performance`;

/** Names that the specification gives literally, off the convention of its §17, by type. */
export const NAME_EXCEPTIONS = {
  "aws:ecs/cluster:Cluster": [SHARED_CLUSTER],
  "aws:iam/role:Role": [PLATFORM_DEPLOY_ROLE, PREVIEW_ROLE],
} as const satisfies Partial<Record<NamedType, readonly string[]>>;
