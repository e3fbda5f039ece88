import { resourceRule } from "../support/rule";
import { at, equalsOrUnknown, type Props, stringsIn, valuesAt } from "../support/unknowns";
import { ENCRYPTABLE, type Encryptable } from "./encryptable";
import { keyProblem } from "./our-key";

const AWS_MANAGED = /^(arn:aws:kms:[^:]*:[^:]*:)?alias\/aws\//;

/**
 * What can be encrypted is, with a customer-managed key of its own environment (CI/CL-002 §9).
 *
 * Why: an environment's data is behind one set of keys, whose policies say who may read it. A key
 * that AWS manages admits the whole account, and no service of AWS can publish through it.
 *
 * Fix: give the key input one of `EncryptionKeys`' `arns`.
 */
export const dataUsesCustomerManagedKey = resourceRule({
  name: "data-uses-customer-managed-key",
  description:
    "Everything that can be encrypted uses a customer-managed KMS key of its environment.",
  applies: (type) => type.startsWith("aws:"),
  *check({ type, props }, settings) {
    for (const text of stringsIn(props)) {
      if (AWS_MANAGED.test(text)) yield `${text} is a key that AWS manages: ${FIX}`;
    }
    const encryptable = ENCRYPTABLE[type];
    if (encryptable === undefined || !(encryptable.when?.(props) ?? true)) return;
    const { key, also = {} } = encryptable;
    for (const [path, wanted] of Object.entries(also)) {
      if (valuesAt(props, path).every((value) => equalsOrUnknown(value, wanted))) continue;
      yield `${path} is not ${JSON.stringify(wanted)}: set it, beside ${key}`;
    }
    for (const [path, value] of keysOf(encryptable, props)) {
      const wrong = keyProblem(value, settings, type);
      if (wrong && !(typeof value === "string" && AWS_MANAGED.test(value))) {
        yield `${path} ${wrong}: ${FIX}`;
      }
    }
  },
});

const FIX = "set it to one of EncryptionKeys' arns";

/** The keys of a resource and of its copies, each with its path. */
function keysOf({ key, copies }: Encryptable, props: Props): [path: string, value: unknown][] {
  const own = valuesAt(props, key).map((value): [string, unknown] => [key, value]);
  const listed = copies && props[copies.list];
  if (copies === undefined || !Array.isArray(listed)) return own;
  const path = `${copies.list}.*.${copies.key}`;
  return [...own, ...listed.map((copy): [string, unknown] => [path, at(copy, copies.key)])];
}
