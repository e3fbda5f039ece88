import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../../../infra/environments";
import type { Account } from "../../api/world";
import { createResource } from "../../cloud/account";
import type { Entry } from "../../cloud/record";

/**
 * Makes in an account what a part of the program declares, as `up` does of the whole.
 *
 * @returns takes away again what it has made
 */
export async function applyPart(
  { id, region, cloud }: Account,
  environment: Environment,
  build: () => unknown,
): Promise<() => void> {
  const made: Entry[] = [];
  const project = "nc-platform";
  await pulumi.runtime.setMocks(
    {
      call: ({ token }) => {
        throw new Error(`${token} was invoked: a plan makes no look-ups`);
      },
      newResource({ type, name, inputs }) {
        // A component is what it has made.
        if (!type.startsWith("aws:")) return { id: name, state: inputs };
        const urn = `urn:pulumi:${environment}::${project}::${type}::${name}`;
        const entry = createResource(cloud, { urn, type, name, inputs }, { account: id, region });
        made.push(entry);
        return { id: entry.id, state: entry.state };
      },
    },
    project,
    environment,
    false,
  );
  await build();
  await pulumi.runtime.disconnect();
  return () => {
    for (const entry of made) cloud.remove(entry);
  };
}
