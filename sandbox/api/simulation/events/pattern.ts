import type { Properties } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";

/**
 * Whether a rule's pattern matches an event. Source: EventBridge user guide, "Amazon EventBridge event
 * patterns" and "Comparison operators".
 *
 * @throws {Error} if the pattern has an operator that the program's rules do not use
 */
export function matchesPattern({ eventPattern }: Properties, event: unknown): boolean {
  return matchesObject(JSON.parse(String(eventPattern)), event);
}

function matchesObject(pattern: Properties, value: unknown): boolean {
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key === "$or") {
      return (wanted as Properties[]).some((each) => matchesObject(each, value));
    }
    const fields = valuesOf(value, key);
    if (Array.isArray(wanted)) return wanted.some((each) => fits(each, fields));
    const nested = objectOf(wanted) ?? {};
    return fields.some((each) => matchesObject(nested, each));
  });
}

/** The values of a field, in each object of a list; lists of values are any of them. */
function valuesOf(value: unknown, key: string): unknown[] {
  const objects = Array.isArray(value) ? value : [value];
  return objects.flatMap((each) => {
    const field = objectOf(each)?.[key];
    return field === undefined ? [] : [field].flat();
  });
}

/** Whether a text is what `*` stands for any text in. */
function isLike(wildcard: string, text: string): boolean {
  const parts = wildcard.split("*").map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(text);
}

function fits(wanted: unknown, fields: readonly unknown[]): boolean {
  const operator = objectOf(wanted);
  if (!operator) return fields.includes(wanted);
  const [[name, operand] = ["", undefined]] = Object.entries(operator);
  const texts = [operand].flat();
  switch (name) {
    case "exists":
      return fields.length > 0 === operand;
    case "prefix":
      return fields.some((each) => String(each).startsWith(String(operand)));
    case "suffix":
      return fields.some((each) => String(each).endsWith(String(operand)));
    case "wildcard":
      return fields.some((each) => isLike(String(operand), String(each)));
    case "anything-but":
      return fields.some((each) => !texts.includes(each));
    default:
      throw new Error(`the sandbox does not compute ${name} of an event pattern`);
  }
}
