import type { Deployment } from "../../../api/simulation/codedeploy/deployment";
import { objectOf } from "../../../cloud/values";
import type { Facts } from "../facts";

/** Deployments in stg that gave the green target group all the traffic of the blue one, or the other way around. */
export function blueGreenInStg(facts: Facts): readonly string[] {
  return succeededInStg(facts, "ECS").flatMap(({ deploymentId, ecs, ...each }) => {
    if (ecs === undefined || ecs.live === ecs.next) return [];
    return [
      `${deploymentId}: ${ecs.serviceName} from ${targetGroup(ecs.live)} to ${targetGroup(ecs.next)}, ${each.deploymentConfigName}`,
    ];
  });
}

/** Deployments in stg that gave a version of a function a part of the traffic of `live`, and then all of it. */
export function canariesInStg(facts: Facts): readonly string[] {
  return succeededInStg(facts, "Lambda").flatMap((each) => {
    const { type, timeBasedCanary } = each.routing;
    const { percentage, interval } = objectOf(timeBasedCanary) ?? {};
    if (type !== "TimeBasedCanary" || each.lambda === undefined) return [];
    const { functionName, currentVersion, targetVersion } = each.lambda;
    return [
      `${each.deploymentId}: ${functionName} from version ${currentVersion} to ${targetVersion}, ${percentage} % for ${interval} minutes first`,
    ];
  });
}

function succeededInStg({ deployments }: Facts, platform: Deployment["platform"]) {
  return deployments.stg.filter(
    (each) => each.platform === platform && each.creator === "user" && each.status === "Succeeded",
  );
}

/** Name of a target group, from its ARN. */
function targetGroup(arn: string): string {
  return arn.split("/").at(-2) ?? arn;
}
