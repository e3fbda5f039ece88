import { LIMITS, type NamedType } from "../../infra/naming/limits";
import { COMPUTE } from "./limits/compute";
import { CONFIG } from "./limits/config";
import { FLAGS } from "./limits/flags";
import { FUNCTION } from "./limits/function";
import { GITHUB } from "./limits/github";
import { IDENTITY } from "./limits/identity";
import { MESSAGING } from "./limits/messaging";
import { NETWORK } from "./limits/network";
import { OBSERVE } from "./limits/observe";
import { type Failure, type Judged, judge, part, type Rule, type Rules } from "./limits/rule";
import { SCHEDULER } from "./limits/scheduler";
import { STORAGE } from "./limits/storage";
import { WATCH } from "./limits/watch";
import type { Properties } from "./record";

const RULES: Rules = {
  ...COMPUTE,
  ...CONFIG,
  ...FLAGS,
  ...FUNCTION,
  ...GITHUB,
  ...IDENTITY,
  ...MESSAGING,
  ...NETWORK,
  ...OBSERVE,
  ...SCHEDULER,
  ...STORAGE,
  ...WATCH,
};

/** Source: AWS General Reference, "Tag naming and usage". */
const TAGS = 50;
const TAG = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/**
 * What AWS or GitHub refuses of the inputs of one resource, wherever it would be. What is not known
 * yet is not refused, and no input is of a type that has no rules.
 */
export function failuresOf(type: string, inputs: Properties, account: string): Failure[] {
  const rules = [
    nameFits(type),
    ...(type.startsWith("aws:") ? [tagsFit] : []),
    ...(RULES[type] ?? []),
  ];
  return judge(rules, inputs, account);
}

function nameFits(type: string): Rule {
  return ({ inputs, refuse }) => {
    if (!Object.hasOwn(LIMITS, type)) return;
    const { property, max, pattern } = LIMITS[type as NamedType];
    const name = inputs[property];
    if (typeof name !== "string") return;
    if (name.length > max) {
      refuse(property, name, `at most ${max} characters, and it has ${name.length}`);
    } else if (!pattern.test(name)) {
      refuse(property, name, `a name that matches ${pattern}`);
    }
  };
}

function tagsFit({ inputs, refuse }: Judged): void {
  const tags = Object.entries(part(inputs.tags) ?? {});
  if (tags.length > TAGS) refuse("tags", `${tags.length} of them`, `at most ${TAGS}`);
  for (const [key, value] of tags) {
    if (key.length > 128 || !TAG.test(key) || /^aws:/i.test(key)) {
      refuse("tags", key, 'a key of at most 128 letters, digits and _.:/=+-@, not "aws:" first');
    }
    if (typeof value === "string" && (value.length > 256 || !TAG.test(value))) {
      refuse(`tags.${key}`, value, "at most 256 letters, digits, blanks and _.:/=+-@");
    }
  }
}
