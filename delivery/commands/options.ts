import { z } from "zod";
import { ENVIRONMENTS } from "../../infra/environments";
import { serviceProblem } from "../../infra/naming/names";
import { wanting } from "../../infra/problems";

/** Options that several verbs have. */
export const environment = z
  .enum(ENVIRONMENTS)
  .meta({ description: "the environment; the credentials are of its account" });

export const workload = z
  .string()
  .superRefine(wanting(serviceProblem))
  .meta({ description: "the workload's name in the catalog" });

const WANTED = 'a day or an instant in UTC, such as "2026-03-02" or "2026-03-02T09:00:00Z"';

/** A day or an instant in UTC, read as milliseconds since 1970. */
export const instant = z
  .string()
  .refine((text) => z.union([z.iso.date(), z.iso.datetime()]).safeParse(text).success, WANTED)
  .transform((text) => Date.parse(text));

/** Of a verb that writes. */
export const dryRun = z
  .boolean()
  .default(false)
  .meta({ description: "check everything, say what would be done, and write nothing" });

/** Why something is undone. */
export const undoReason = z
  .string()
  .min(1)
  .max(1024)
  .meta({ description: "what is wrong, for the incident and the ticket" });
