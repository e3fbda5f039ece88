import { findBy } from "../../../sandbox/api/resources";
import {
  DEPLOYMENTS,
  type Deployment,
} from "../../../sandbox/api/simulation/codedeploy/deployment";
import type { Platform } from "../../../sandbox/api/simulation/codedeploy/lifecycle";
import { addDeployment } from "./events";
import type { PlatformWorld } from "./platform-world";

/** Workload of the tests' catalog that is deployed on a platform. */
const WORKLOADS = { ECS: "ingest-worker", Lambda: "api-adapter" } as const;

const ID = "d-HOOKED123";
const EXECUTION = "11111111-2222-4333-8444-555555555555";

/** Puts a deployment into the account that waits for a hook. Answers what CodeDeploy calls the hook with. */
export function hooked(
  here: PlatformWorld,
  platform: Platform,
  change: Partial<Deployment> = {},
): { readonly DeploymentId: string; readonly LifecycleEventHookExecutionId: string } {
  const workload = WORKLOADS[platform];
  const name = `nc-${workload}-dev-delivery`;
  addDeployment(here, ID, {
    applicationName: name,
    deploymentGroupName: name,
    platform,
    status: "InProgress",
    hookExecutionId: EXECUTION,
    ...(platform === "Lambda" && {
      lambda: {
        functionName: `nc-${workload}-dev-function`,
        alias: "live",
        currentVersion: "1",
        targetVersion: "1",
      },
    }),
    ...change,
  });
  return { DeploymentId: ID, LifecycleEventHookExecutionId: EXECUTION };
}

/** What ECS calls a hook with, once the service of the tests' catalog is deployed natively. */
export function hookedByEcs({ account }: PlatformWorld) {
  const name = `nc-${WORKLOADS.ECS}-dev-service`;
  const service = findBy(account, "aws:ecs/service:Service", "name", name)?.state;
  const serviceArn = String(service?.arn);
  const of = (type: string) => serviceArn.replace(":service/", `:${type}/`);
  const revision = String(service?.taskDefinition).split(":").at(-1);
  return {
    executionId: EXECUTION,
    lifecycleStage: "POST_TEST_TRAFFIC_SHIFT",
    resourceArn: `${of("service-deployment")}/1`,
    executionDetails: {
      serviceArn,
      targetServiceRevisionArn: `${of("service-revision")}/${revision}`,
    },
  };
}

/** What a hook has reported of that deployment. */
export function reportOf({ account }: PlatformWorld): Deployment["hookReport"] {
  return DEPLOYMENTS.get(account.cloud, ID)?.hookReport;
}
