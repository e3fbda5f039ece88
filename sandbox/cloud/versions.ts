import { isDeepStrictEqual } from "node:util";
import type { Entry, Properties } from "./record";

/** Inputs of a function that no version of it holds. Source: Lambda API, PublishVersion. */
const BESIDE_VERSIONS = ["reservedConcurrentExecutions", "skipDestroy", "tags"];

/** What an update counts, by type: the new outputs, of the inputs that changed. */
const COUNTED: Readonly<Record<string, (entry: Entry, changed: string[]) => Properties>> = {
  "aws:lambda/function:Function": ({ inputs, state }, changed) => {
    const counts = changed.some((property) => !BESIDE_VERSIONS.includes(property));
    if (!counts || inputs.publish !== true) return {};
    const version = String((Number(state.version) || 0) + 1);
    const versioned = (arn: unknown) =>
      String(arn).replace(/:(\d+|\$LATEST)(?=$|\/)/, `:${version}`);
    const { qualifiedArn, qualifiedInvokeArn } = state;
    return {
      version,
      qualifiedArn: versioned(qualifiedArn),
      qualifiedInvokeArn: versioned(qualifiedInvokeArn),
    };
  },
  "aws:ssm/parameter:Parameter": ({ state }, changed) => {
    const counts = changed.some((property) => property !== "tags");
    return counts ? { version: Number(state.version) + 1 } : {};
  },
};

/** The outputs that count up as a resource goes from `olds` to what `entry` is asked to be. */
export function counted(entry: Entry, olds: Properties): Properties {
  const { inputs, type } = entry;
  const keys = [...new Set([...Object.keys(olds), ...Object.keys(inputs)])];
  const changed = keys.filter((key) => !isDeepStrictEqual(olds[key], inputs[key]));
  return COUNTED[type]?.(entry, changed) ?? {};
}
