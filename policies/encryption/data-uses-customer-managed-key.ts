import type { Settings } from "../../infra/settings/parse";
import { regionsOf } from "../account/regions";
import { conventionProblem } from "../naming/convention";
import { ciCl002 } from "../support/frameworks";
import { valuesOf } from "../support/inputs";
import { anyResourceRule } from "../support/rule";
import { equalsOrUnknown, isUnknown, type Props, stringsIn } from "../support/unknowns";
import { ENCRYPTED_TYPES, type Encryption } from "./encrypted-types";

const AWS_MANAGED = /^(arn:aws:kms:[^:]*:[^:]*:)?alias\/aws\//;
const KEY_ARN = /^arn:aws:kms:([a-z0-9-]+):(\d{12}):(.+)$/;
const KEY_ID = /^(key\/)?([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/;

/** By type; the engine's props have the inputs that the SDK declares for it. */
const TYPES: Readonly<Record<string, Encryption<Props>>> = ENCRYPTED_TYPES;

export const dataUsesCustomerManagedKey = anyResourceRule({
  name: "data-uses-customer-managed-key",
  description:
    "Everything that can be encrypted uses a customer-managed KMS key of its environment.",
  why:
    "An environment's data is behind one set of keys, whose policies say who may read it. A key that AWS " +
    "manages lets the whole account in, and no service of AWS can publish through it.",
  remediationSteps: "Give the key input one of the `arns` of `EncryptionKeys`.",
  severity: "high",
  framework: ciCl002("§9"),
  applies: (type) => type.startsWith("aws:"),
  *check({ type, props }, settings) {
    for (const text of stringsIn(props)) {
      if (AWS_MANAGED.test(text)) yield `${text} is a key that AWS manages`;
    }
    const encryption = TYPES[type];
    if (encryption === undefined || !(encryption.when?.(props) ?? true)) return;
    const { key, replicaKeys, also } = encryption;
    if (also) {
      const [read, wanted] = also;
      const { field, values } = valuesOf(read, props);
      const set = values.every((value) => equalsOrUnknown(value, wanted));
      if (!set) yield `${field} is not ${JSON.stringify(wanted)}: set it`;
    }
    for (const read of [key, replicaKeys]) {
      const { field, values } = read ? valuesOf(read, props) : { field: "", values: [] };
      for (const value of values) {
        const wrong = keyProblem(value, settings, type);
        if (wrong) yield `${field} ${wrong}`;
      }
    }
  },
});

/**
 * Why `key`, an id, ARN or alias, is not a customer-managed KMS key of the environment that a
 * resource of `type` can use; nothing if it is one, cannot be known yet, or is reported as AWS's.
 */
function keyProblem(key: unknown, settings: Settings, type: string): string | undefined {
  if (isUnknown(key)) return undefined;
  if (typeof key !== "string" || key === "") return "is not given";
  if (AWS_MANAGED.test(key)) return undefined;
  const [, region, account, resource = key] = KEY_ARN.exec(key) ?? [];
  const is = `is ${key}`;
  if (account !== undefined && account !== settings.accountId) return `${is}, of another account`;
  if (region !== undefined && !regionsOf(settings, type).includes(region)) {
    return `${is}, of another region`;
  }
  if (resource.startsWith("alias/")) {
    const wrong = conventionProblem(resource.slice("alias/".length), settings.environment);
    return wrong && `${is}, which ${wrong}`;
  }
  return KEY_ID.test(resource) ? undefined : `${is}, which is no key's id, ARN or alias`;
}
