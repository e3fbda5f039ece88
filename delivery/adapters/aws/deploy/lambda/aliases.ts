import type { Deployment } from "../../../../ports/deployer";
import type { LambdaTarget } from "./version";

/** Begins the id of what stands for a deployment where the alias is moved at once: its version follows. */
const AT_ONCE = "version-";

/** Id of what stands for a deployment of a version at once. */
export const atOnceId = (version: string) => `${AT_ONCE}${version}`;

export const isAtOnce = (id: string) => id.startsWith(AT_ONCE);

/** The version that callers reach, and whether another has a share of them. */
export async function liveVersion({ clients, contract }: LambdaTarget) {
  const lambda = await clients.lambda();
  const { FunctionVersion = "", RoutingConfig } = await lambda.getAlias({
    FunctionName: contract.functionName,
    Name: contract.aliases.live,
  });
  const others = Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {});
  return { version: FunctionVersion, isShared: others.length > 0 };
}

/** Points an alias at a version, with all its traffic. */
export async function pointAlias(
  { clients, contract }: LambdaTarget,
  alias: keyof LambdaTarget["contract"]["aliases"],
  version: string,
): Promise<void> {
  const lambda = await clients.lambda();
  await lambda.updateAlias({
    FunctionName: contract.functionName,
    Name: contract.aliases[alias],
    FunctionVersion: version,
    RoutingConfig: { AdditionalVersionWeights: {} },
  });
}

/** What stands for a deployment at once, as it is now. */
export async function observeAtOnce(target: LambdaTarget, id: string): Promise<Deployment> {
  const { version, isShared } = await liveVersion(target);
  const isThere = id === atOnceId(version) && !isShared;
  const state = isThere ? "succeeded" : "in-progress";
  return {
    id,
    state,
    productionPercent: isThere ? 100 : 0,
    steps: [{ name: "UpdateAlias", state }],
  };
}
