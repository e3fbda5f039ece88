import { z } from "zod";
import type { Listed } from "../cli/overview";
import { build } from "../decisions/release/build";
import { release } from "../decisions/release/release";
import { ledgerEvent } from "../ledger/events";
import { answerFile } from "./verb-table";

/** A JSON Schema, of the draft 2020-12. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * Every JSON Schema that is published, by its file in docs/schemas.
 *
 * @param verbs - every verb of `nc`, by name
 */
export async function publishedSchemas(
  verbs: Readonly<Record<string, Listed>>,
): Promise<Readonly<Record<string, JsonSchema>>> {
  const answers = Object.keys(verbs).map(
    async (name) => [answerFile(name), await answerSchema(name, verbs)] as const,
  );
  return {
    "release.json": titled(release, "Release", "The manifest of one release (release.json)."),
    "build.json": titled(build, "Build", "What a build says to nc release create."),
    "ledger-event.json": titled(ledgerEvent, "Ledger event", "One event of the ledger."),
    ...Object.fromEntries(await Promise.all(answers)),
  };
}

/** What a verb prints with `--json`: its answer, or why there is none. */
async function answerSchema(
  name: string,
  verbs: Readonly<Record<string, Listed>>,
): Promise<JsonSchema> {
  const listed = verbs[name];
  if (listed === undefined) throw new Error(`there is no verb ${name}`);
  const { answer } = await listed.load();
  const verb = z.literal(name);
  const printed = z.union([
    z.strictObject({ verb, result: z.enum(["pass", "fail", "wait"]), answer }),
    z.strictObject({ verb, result: z.literal("fail"), problems: z.array(z.string()).min(1) }),
  ]);
  return titled(printed, `nc ${name} --json`, listed.summary);
}

function titled(schema: z.ZodType, title: string, description: string): JsonSchema {
  return { title, description, ...z.toJSONSchema(schema) };
}
