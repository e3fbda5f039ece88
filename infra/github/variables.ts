import { factsOf, type Workload } from "../catalog/workload";
import { variableOf } from "../naming/names";
import { PREVIEW_ROLE, platformNames, SHARED_CLUSTER } from "../naming/platform-names";
import { deployRoleArn, workloadNames } from "../naming/workload-names";
import type { Settings } from "../settings/parse";
import type { DeliveringRepository } from "./repositories";

/** Variables of a GitHub environment, by name. Names and ARNs only: whoever reads a run sees them. */
export type Variables = Readonly<Record<string, string>>;

/** What a job that delivers `workload` must know of the environment. */
export function workloadVariables(settings: Settings, workload: Workload): Variables {
  const { environment, accountId, region } = settings;
  const owner = { service: workload.name, environment };
  const names = workloadNames(owner);
  const platform = platformNames(settings);
  return {
    AWS_ROLE_ARN: deployRoleArn(accountId, owner),
    ARTIFACT_BUCKET: platform.artifactBucket,
    ...(factsOf(workload).shipsImage && {
      ECS_CLUSTER: SHARED_CLUSTER,
      IMAGE_REPOSITORY: `${accountId}.dkr.ecr.${region}.amazonaws.com/${names.repository}`,
    }),
    ...(workload.kind === "terraform" && {
      TERRAFORM_LOCK_TABLE: platform.lockTable,
      TERRAFORM_STATE_BUCKET: platform.terraformStateBucket,
      TERRAFORM_STATE_KEY: `${workload.name}/terraform.tfstate`,
    }),
    ...(workload.wheels && {
      WHEELS_DOMAIN: platform.wheelsDomain,
      WHEELS_REGION: settings.wheelsRegion,
      WHEELS_REPOSITORY: platform.wheelsRepository,
    }),
  };
}

/** What a job that applies the platform itself must know of the environment. */
export function platformVariables(settings: Settings): Variables {
  const { environment, accountId } = settings;
  return {
    AWS_ROLE_ARN: deployRoleArn(accountId, { service: "platform", environment }),
    PULUMI_BACKEND_URL: backendUrl(settings),
  };
}

/** What a job that plans a release of the platform, in `<env>-plan`, must know. */
export function planVariables(settings: Settings): Variables {
  return { AWS_ROLE_ARN: previewRoleArn(settings), PULUMI_BACKEND_URL: backendUrl(settings) };
}

/**
 * What a job of a pull request of the platform must know. They are variables of the repository, and
 * each ends in the environment.
 */
export function previewVariables(settings: Settings): Variables {
  return {
    AWS_PREVIEW_ROLE_ARN: previewRoleArn(settings),
    PULUMI_BACKEND_URL: backendUrl(settings),
  };
}

/**
 * The variables of a repository: those of its one workload under their own names, or of each of
 * several with its name behind, such as `AWS_ROLE_ARN_INGEST_WORKER`. In the platform's repository
 * the plain names are the platform's.
 */
export function repositoryVariables(
  settings: Settings,
  { name, workloads }: DeliveringRepository,
): Variables {
  const own = name === settings.github.repository;
  const plain = !own && workloads.length === 1;
  const entries = workloads.flatMap((workload) =>
    Object.entries(workloadVariables(settings, workload)).map(
      ([key, value]) => [plain ? key : suffixed(key, workload.name), value] as const,
    ),
  );
  return { ...Object.fromEntries(entries), ...(own && platformVariables(settings)) };
}

/** A variable's name for one of several: `AWS_ROLE_ARN` and `dev` make `AWS_ROLE_ARN_DEV`. */
export function suffixed(variable: string, of: string): string {
  return `${variable}_${variableOf(of)}`;
}

/** The role that can change nothing, and sees nothing that is secret. */
function previewRoleArn({ accountId }: Settings): string {
  return `arn:aws:iam::${accountId}:role/${PREVIEW_ROLE}`;
}

function backendUrl(settings: Settings): string {
  return `s3://${platformNames(settings).pulumiBucket}?region=${settings.region}&awssdk=v2`;
}
