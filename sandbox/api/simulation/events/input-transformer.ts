import type { Properties } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";

/**
 * What a target is given of an event: the event itself, or what the target's input transformer makes of it. A path that
 * the event does not have leaves nothing in the text. Source: EventBridge user guide, "Amazon EventBridge input
 * transformation".
 */
export function inputOf({ inputTransformer }: Properties, event: Properties): string {
  const transformer = objectOf(inputTransformer);
  if (transformer === undefined) return JSON.stringify(event);
  const paths = objectOf(transformer.inputPaths) ?? {};
  return String(transformer.inputTemplate).replaceAll(/<([\w-]+)>/g, (_, name: string) => {
    const value = valueAt(event, String(paths[name] ?? ""));
    // Inside the quotes of a JSON text.
    return JSON.stringify(String(value ?? "")).slice(1, -1);
  });
}

/** The value at a path such as `$.detail.eventID`. */
function valueAt(event: Properties, path: string): unknown {
  return path
    .split(".")
    .slice(1)
    .reduce<unknown>((value, key) => objectOf(value)?.[key], event);
}
