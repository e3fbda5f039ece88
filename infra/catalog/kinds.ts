import { z } from "zod";
import { parse } from "../problems";
import { functionKind } from "./kinds/function";
import { job } from "./kinds/job";
import { service } from "./kinds/service";
import { terraform } from "./kinds/terraform";
import { worker } from "./kinds/worker";

/** Every kind of workload, by the word that the catalog has for it. */
export const KINDS = { service, function: functionKind, worker, job, terraform } as const;

export type KindName = keyof typeof KINDS;

function isKindName(value: unknown): value is KindName {
  return typeof value === "string" && Object.hasOwn(KINDS, value);
}

export const KIND_NAMES: readonly KindName[] = Object.keys(KINDS).filter(isKindName);

const tagged = z.looseObject({
  kind: z.custom<KindName>(
    isKindName,
    `one of ${KIND_NAMES.map((name) => `"${name}"`).join(", ")}`,
  ),
});

/**
 * The kind that a catalog entry or a release contract names.
 *
 * @throws {InvalidInput} under `subject`, if there is no such kind
 */
export function readKind(value: unknown, subject: string): KindName {
  return parse(tagged, value, subject).kind;
}
