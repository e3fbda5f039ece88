import { deployFunction } from "../../../sandbox/cloud/deployments/lambda";
import type { Cloud } from "../../../sandbox/cloud/record";

const FUNCTION = "nc-api-adapter-dev-function";
const ALIAS = "aws:lambda/alias:Alias";

/** Deliveries of a function. */
export function functionReleases(cloud: Cloud) {
  return {
    /** Where its aliases point. */
    owned() {
      const own = cloud.list(ALIAS).filter(({ state }) => state.functionName === FUNCTION);
      return Object.fromEntries(
        own.map(({ state: { name, functionVersion, routingConfig } }) => [
          String(name),
          [functionVersion, ...(routingConfig ? [routingConfig] : [])],
        ]),
      );
    },
    deliver: (code: string) => deployFunction(cloud, FUNCTION, code),
  };
}
