import { deployBlueGreen } from "../../../sandbox/cloud/deployments/codedeploy";
import { findOne } from "../../../sandbox/cloud/deployments/find-one";
import type { Cloud } from "../../../sandbox/cloud/record";
import { digestOf, revisionIn } from "./revisions";

const SERVICE = "aws:ecs/service:Service";
const TARGET = "aws:appautoscaling/target:Target";
const NAME = "nc-ingest-worker-dev-service";
const GROUP = "nc-ingest-worker-dev-delivery";

/** Releases of a service by CodeDeploy. */
export function serviceReleases(cloud: Cloud) {
  const service = () => findOne(cloud, SERVICE, ({ inputs }) => inputs.name === NAME).state;
  const target = () =>
    findOne(cloud, TARGET, ({ inputs }) => `${inputs.resourceId}`.endsWith(NAME));
  return {
    /** What a release changes: its revision, how many tasks are wanted, where they are, scaling. */
    owned() {
      const { taskDefinition, desiredCount, loadBalancers } = service();
      const [{ targetGroupArn }] = loadBalancers as [{ targetGroupArn: string }];
      const { suspendedState } = target().state;
      return {
        revision: revisionIn(taskDefinition),
        desiredCount,
        group: /-(blue|green)\//.exec(targetGroupArn)?.[1],
        suspended: Object.values(Object(suspendedState)).includes(true),
      };
    },
    release(digit: string) {
      deployBlueGreen(cloud, {
        deploymentGroup: GROUP,
        desiredCount: 2,
        digest: digestOf(digit),
      });
    },
    /** Scaling is suspended as long as a release goes on. */
    suspend(suspended: boolean) {
      const suspendedState = {
        dynamicScalingInSuspended: suspended,
        dynamicScalingOutSuspended: suspended,
      };
      cloud.patch(target(), (state) => ({ ...state, suspendedState }));
    },
  };
}
