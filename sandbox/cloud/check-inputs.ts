import { LIMITS, type NamedType } from "../../infra/naming/limits";
import type { Properties } from "./record";
import { resourceTypeOf } from "./services";
import { type CheckFailure, failuresOf, type Validation, type Validator } from "./validators";
import { objectOf } from "./values";

/** Most tags of a resource. Source: AWS General Reference, "Tag naming and usage". */
const TAGS = 50;
const TAG = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/**
 * What AWS or GitHub refuses of the inputs of one resource, wherever it would be. What is not known
 * yet is not refused. Of a type that is not registered, only the tags are validated.
 */
export function checkInputs(type: string, inputs: Properties, account: string): CheckFailure[] {
  const { validate = [] } = resourceTypeOf(type);
  const ofTags = type.startsWith("aws:") ? [checkTags] : [];
  return failuresOf([checkName(type), ...ofTags, ...validate], inputs, account);
}

function checkName(type: string): Validator {
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

function checkTags({ inputs, refuse }: Validation): void {
  const tags = Object.entries(objectOf(inputs.tags) ?? {});
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
