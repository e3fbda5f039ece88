import type { ReleaseContractOf } from "../../../../infra/release/contract";
import type { Deployer } from "../../../ports/deployer";
import { lambdaAppSpec } from "./code-deploy/app-spec";
import { observeDeployment } from "./code-deploy/observe";
import { stopAndFind } from "./code-deploy/roll-back";
import { createDeployment, findDeployment, refuseWhileAnotherRuns } from "./code-deploy/start";
import { atOnceId, isAtOnce, liveVersion, observeAtOnce, pointAlias } from "./lambda/aliases";
import { isReleased, publishRelease } from "./lambda/version";
import { publishDeployment } from "./owed/deployments-metric";
import { addShape, leaveShape } from "./owed/released-shapes";
import type { Target } from "./target";

/** Deploys a function: a version is published, and CodeDeploy moves its alias (CI/CL-002 §7.2). */
export function functionByCodeDeploy(target: Target<ReleaseContractOf<"function">>): Deployer {
  const { contract, clock } = target;
  return {
    async current() {
      const { version } = await liveVersion(target);
      return (await isReleased(target, version)) ? version : undefined;
    },

    async start(release, promotion) {
      const purpose = `promotion ${promotion}` as const;
      const found = await findDeployment(target, purpose);
      if (found?.deploymentId !== undefined) return found.deploymentId;
      await refuseWhileAnotherRuns(target);
      await addShape(target);
      const to = await publishRelease(target, release);
      const { version: from } = await liveVersion(target);
      if (from === to) return atOnceId(to);
      return createDeployment(target, { purpose, appSpec: lambdaAppSpec({ contract, from, to }) });
    },

    async observe(id) {
      if (isAtOnce(id)) return observeAtOnce(target, id);
      const { deployment, trafficSince, isRollback } = await observeDeployment(target, id);
      if (trafficSince !== undefined && !isRollback) await publishDeployment(target, trafficSince);
      return deployment;
    },

    async finish(id) {
      if (!isAtOnce(id)) {
        const observed = await observeDeployment(target, id);
        await publishDeployment(target, observed.trafficSince ?? clock.now());
        if (observed.versionBefore !== undefined) {
          await pointAlias(target, "previous", observed.versionBefore);
        }
      }
      await leaveShape(target);
    },

    async rollBack(id, to) {
      const own = isAtOnce(id) ? undefined : await stopAndFind(target, id);
      if (own !== undefined) return own;
      await pointAlias(target, "live", to);
      return atOnceId(to);
    },
  };
}
