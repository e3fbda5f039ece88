import { createResource } from "../../../sandbox/cloud/account";
import type { Cloud, Entry } from "../../../sandbox/cloud/record";
import { MOTO_ACCOUNT, REGION } from "./contract";

/** Puts a resource into the sandbox's record, as the program would make it. */
export function add(cloud: Cloud, type: string, inputs: object): Entry {
  const name = `${type}-${cloud.list(type).length}`;
  const resource = { urn: `urn:${name}`, type, name, inputs: { ...inputs } };
  return createResource(cloud, resource, { account: MOTO_ACCOUNT, region: REGION });
}
