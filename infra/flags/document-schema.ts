import { z } from "zod";
import { InvalidInput, parse } from "../problems";
import { readVariantRule, type VariantRule } from "./variant-rule";

/**
 * Longest document, in bytes (AWS General Reference, "AWS AppConfig endpoints and quotas":
 * configuration size limit in the hosted store, 2,048 kilobytes).
 */
const SIZE_MAX = 2_048_000;

/** Most variants of a flag, and most attributes. */
const VARIANTS_MAX = 32;
const ATTRIBUTES_MAX = 25;

const KEY = /^[a-z][a-zA-Z\d_-]{0,63}$/;
const key = z.string().regex(KEY, "a letter, then up to 63 letters, digits, _ or -");
const name = z.string().regex(/^[^\n]{1,64}$/, "1 to 64 characters on one line");
const description = z.string().max(1024);
const text = z.string().max(1024);

const value = z.union([text, z.number(), z.boolean(), z.array(text), z.array(z.number())]);
const constraints = z.looseObject({ type: z.enum(["number", "string", "array", "boolean"]) });
const attributes = z
  .record(key, z.strictObject({ description: description.optional(), constraints }).partial())
  .refine(fewAttributes, `at most ${ATTRIBUTES_MAX} attributes`);

const definition = z.strictObject({
  name: name.optional(),
  description: description.optional(),
  attributes: attributes.optional(),
  _createdAt: z.string().optional(),
  _updatedAt: z.string().optional(),
  _deprecation: z
    .strictObject({ status: z.literal("planned"), date: z.iso.date() })
    .partial()
    .optional(),
});

const variant = z.strictObject({
  name,
  enabled: z.boolean(),
  rule: z.string().max(16_384).superRefine(ruleIsOne).optional(),
  attributeValues: z
    .record(key, value)
    .refine(fewAttributes, `at most ${ATTRIBUTES_MAX} attributes`)
    .optional(),
});
type Variant = z.output<typeof variant>;

const own = {
  enabled: z.boolean().optional(),
  _createdAt: z.string().optional(),
  _updatedAt: z.string().optional(),
  _variants: z.array(variant).min(1).max(VARIANTS_MAX).superRefine(variantsFit).optional(),
};

const flagValue = z
  .object(own)
  .catchall(value)
  .superRefine((flag, context) => {
    const keys = Object.keys(flag).filter((each) => !Object.hasOwn(own, each));
    for (const each of keys.filter((attribute) => !KEY.test(attribute))) {
      context.addIssue({ code: "custom", path: [each], message: "an attribute's key" });
    }
    if (keys.length > ATTRIBUTES_MAX) {
      context.addIssue({ code: "custom", message: `at most ${ATTRIBUTES_MAX} attributes` });
    }
  });

/**
 * A flag document, as AppConfig takes it. Source: AWS AppConfig user guide, "Understanding the type
 * reference for AWS.AppConfig.FeatureFlags", and on variants "Understanding multi-variant feature
 * flag concepts" and "... rules".
 */
const document = z
  .strictObject({
    version: z.literal("1"),
    flags: z.record(key, definition).optional(),
    values: z.record(key, flagValue).optional(),
  })
  .superRefine(({ flags = {}, values = {} }, context) => {
    for (const each of Object.keys(values)) {
      if (Object.hasOwn(flags, each)) continue;
      context.addIssue({ code: "custom", path: ["values", each], message: "a flag of flags" });
    }
  });

/**
 * Refuses a document that AppConfig would refuse, and a variant that no rule can ever select.
 *
 * @param content - text of a hosted configuration version
 * @throws {InvalidInput} that lists every problem under `subject`
 */
export function checkFlagDocument(content: string, subject: string): void {
  const bytes = Buffer.byteLength(content);
  if (bytes > SIZE_MAX) {
    throw new InvalidInput(subject, [`size is ${bytes}: expected at most ${SIZE_MAX} bytes`]);
  }
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    throw new InvalidInput(subject, ["content is no JSON: expected a flag document"]);
  }
  parse(document, json, subject);
}

function fewAttributes(record: object): boolean {
  return Object.keys(record).length <= ATTRIBUTES_MAX;
}

function ruleIsOne(rule: string, context: z.core.$RefinementCtx): void {
  const wrong = attempt(rule);
  if (wrong instanceof SyntaxError) context.addIssue({ code: "custom", message: wrong.message });
}

/** The last variant is the default: the one and only without a rule. */
function variantsFit(variants: readonly Variant[], context: z.core.$RefinementCtx): void {
  const reached = new Map<string, number>();
  variants.forEach(({ rule }, index) => {
    const at = (message: string) =>
      context.addIssue({ code: "custom", path: [index, "rule"], message });
    const last = index === variants.length - 1;
    if (last !== (rule === undefined)) {
      at(last ? "no rule, as the last variant is the default" : "a rule, as it is not the last");
    }
    // Entities are hashed alike for every split of a flag, so that thresholds have to add up: of
    // two splits of 20 percent, the second would be given to nobody.
    const split = rule === undefined ? undefined : attempt(rule);
    if (split === undefined || split instanceof SyntaxError || split.operator !== "split") return;
    const { pct, by, seed = "" } = split.named;
    const before = reached.get(`${by} ${seed}`) ?? 0;
    if (Number(pct) <= before) at(`pct:: above ${before}, or nobody is given this variant`);
    reached.set(`${by} ${seed}`, Math.max(before, Number(pct)));
  });
}

function attempt(rule: string): VariantRule | SyntaxError {
  try {
    return readVariantRule(rule);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}
