import { createResource } from "../../sandbox/cloud/account";
import { type Entry, openCloud, type Properties } from "../../sandbox/cloud/record";
import type { Location } from "../../sandbox/cloud/resource-state";

/** A resource that is in an account before the platform comes. */
export interface Foreign {
  /** Pulumi type token. */
  readonly type: string;
  readonly inputs: Properties;
}

/** Puts resources that no program of ours has made into the simulated account below `folder`. */
export function addForeign(
  folder: string,
  account: string,
  resources: readonly Foreign[],
): readonly Entry[] {
  const cloud = openCloud(folder);
  return resources.map(({ type, inputs }, index) => {
    const location: Location = {
      account,
      region: type.startsWith("github:") ? "global" : "ca-central-1",
    };
    const name = `foreign-${index}`;
    return createResource(cloud, { urn: `urn:foreign:${name}`, type, name, inputs }, location);
  });
}
