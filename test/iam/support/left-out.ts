import { LEFT_OUT_OF_COMPUTE } from "./left-out-of-compute";
import { LEFT_OUT_OF_NETWORK } from "./left-out-of-network";
import { LEFT_OUT_OF_STORES } from "./left-out-of-stores";
import type { LeftOut } from "./left-out-reasons";

/** Actions of CloudFormation's handlers that the provider does not call, by type. */
export const LEFT_OUT: Readonly<Record<string, readonly LeftOut[]>> = {
  ...LEFT_OUT_OF_COMPUTE,
  ...LEFT_OUT_OF_NETWORK,
  ...LEFT_OUT_OF_STORES,
};
