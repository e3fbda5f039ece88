import type {
  DeploymentInfo,
  LifecycleEvent,
  TrafficRoutingConfig,
} from "@aws-sdk/client-codedeploy";
import type { CodeDeployed } from "./code-deployed";

const MINUTE = 60_000;

/** How much of production's traffic a new version has had at most. */
export interface SharedTraffic {
  /** In percent. */
  readonly percent: number;
  /** When the first of it came. @default - none has come */
  readonly since?: Date;
}

/**
 * The largest share that a deployment has given to its new version so far, also where all traffic is back by
 * now: from when the event AllowTraffic began and ended, and how its configuration shifts.
 */
export async function sharedTraffic(
  { clients, clock }: CodeDeployed,
  { deploymentConfigName, completeTime }: DeploymentInfo,
  events: readonly LifecycleEvent[],
): Promise<SharedTraffic> {
  const shift = events.find(({ lifecycleEventName }) => lifecycleEventName === "AllowTraffic");
  const since = shift?.startTime;
  if (since === undefined) return { percent: 0 };
  if (shift?.status === "Succeeded") return { percent: 100, since };
  const codeDeploy = await clients.codeDeploy();
  const { deploymentConfigInfo } = await codeDeploy.getDeploymentConfig({ deploymentConfigName });
  const until = shift?.endTime ?? completeTime ?? clock.now();
  const elapsed = until.getTime() - since.getTime();
  return { percent: percentAfter(deploymentConfigInfo?.trafficRoutingConfig, elapsed), since };
}

/**
 * @param routing - its intervals are minutes (CodeDeploy API, TimeBasedCanary and TimeBasedLinear)
 * @param elapsed - milliseconds since traffic began to shift
 */
function percentAfter(routing: TrafficRoutingConfig | undefined, elapsed: number): number {
  const { timeBasedCanary: canary, timeBasedLinear: linear } = routing ?? {};
  if (routing?.type === "TimeBasedCanary" && canary) {
    const { canaryPercentage = 100, canaryInterval = 0 } = canary;
    return elapsed < canaryInterval * MINUTE ? canaryPercentage : 100;
  }
  if (routing?.type === "TimeBasedLinear" && linear) {
    const { linearPercentage = 100, linearInterval = 1 } = linear;
    const steps = Math.floor(elapsed / (linearInterval * MINUTE)) + 1;
    return Math.min(100, linearPercentage * steps);
  }
  return 100;
}
