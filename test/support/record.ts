import * as pulumi from "@pulumi/pulumi";
import { resourceState } from "../../sandbox/cloud/resource-state";

/** A resource that was registered: its type, logical name, inputs and options. */
export type RecordedResource = pulumi.runtime.MockResourceArgs;

/** The account and the region of the resources that {@link record} makes. */
export const MOCK_LOCATION = { account: "111111111111", region: "ca-central-1" };

/**
 * Runs `build` under mocks and returns what it registered, in order, once everything has settled.
 * The mocks answer as the simulated cloud does.
 */
export async function record(build: () => unknown): Promise<RecordedResource[]> {
  const made: RecordedResource[] = [];
  await pulumi.runtime.setMocks(
    {
      call: ({ token }) => {
        // The outputs of the stack's own state, before its first update: no look-up of the account.
        if (token === "pulumi:pulumi:readStackOutputs") return { outputs: {} };
        throw new Error(`${token} was invoked: a plan makes no look-ups`);
      },
      newResource(args) {
        made.push(args);
        return resourceState(args, MOCK_LOCATION);
      },
    },
    "nc-platform",
    "dev",
    false,
  );
  // Pulumi's SDK writes a stack trace for every promise; looking each up in source maps takes most of
  // the time. An error's own trace is written when it is shown, and then names the source's lines.
  process.setSourceMapsEnabled(false);
  try {
    await build();
    await pulumi.runtime.disconnect();
  } finally {
    process.setSourceMapsEnabled(true);
  }
  return made;
}

/** Of what was made, the one resource of `type` (and `name`); more or none is a failure. */
export function only(
  made: readonly RecordedResource[],
  type: string,
  name?: string,
): RecordedResource {
  const found = made.filter((each) => each.type === type && (!name || each.name === name));
  const [first] = found;
  if (found.length === 1 && first) return first;
  const names = made.filter((each) => each.type === type).map((each) => each.name);
  throw new Error(`${type} ${name ?? ""}: ${found.length} made, of ${names.join(", ") || "none"}`);
}
