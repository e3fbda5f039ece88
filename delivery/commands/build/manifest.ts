import canonicalize from "canonicalize";
import { z } from "zod";
import { parseJsonText } from "../../../infra/json-text";
import { ProblemList, parse } from "../../../infra/problems";
import { evidenceIn } from "../../adapters/build/attested";
import { catalogEntry } from "../../adapters/catalog";
import { verb } from "../../cli/verb";
import { artifact } from "../../decisions/release/artifact";
import { build, parseBuild } from "../../decisions/release/build";
import { migrations } from "../../decisions/release/migrations";
import { release } from "../../decisions/release/release";
import { readTextFile, writeTextFile } from "../files";
import { workload } from "../options";

const { type, risk, summary } = release.shape.change.shape;
const [image, zip, wheel, plan] = artifact.options;
const KINDS_OF_EVIDENCE = ["sbom", "provenance"] as const;
const evidence = { sbom: true, provenance: true } as const;

/** Artifacts as `nc build` answers them, with what their storing has added; further fields are left out. */
const stored = z
  .array(
    z.discriminatedUnion("type", [
      image.omit(evidence).strip(),
      zip.omit(evidence).strip(),
      wheel.omit(evidence).strip(),
      plan.strip(),
    ]),
  )
  .min(1);

/** `nc build manifest`: what a build says of what it has made, for `nc release create`. */
export const buildManifest = verb({
  summary: "Writes what a build has made and who has attested to it, for nc release create.",
  example:
    'nc build manifest billing --artifacts artifacts.json --bundles bundles --change-type normal --risk low --summary "Totals in cents"',
  input: z.strictObject({
    workload,
    artifacts: z.string().min(1).meta({
      description: "file with what nc build answered, and where each was stored, as a JSON array",
    }),
    bundles: z.string().min(1).meta({
      description:
        "folder with <sha256>/provenance.sigstore.json and <sha256>/sbom.sigstore.json of each",
    }),
    migrations: z
      .string()
      .optional()
      .meta({ description: "file with what nc migrations check --json answered" }),
    flags: z
      .string()
      .default("")
      .meta({ description: "flags that have to exist before it is deployed, with commas" }),
    changeType: type.meta({ description: "kind of the change" }),
    risk: risk.meta({ description: "its risk" }),
    summary: summary.meta({ description: "what changes, in a sentence" }),
    out: z.string().default("build.json").meta({ description: "file to write it to" }),
  }),
  positional: ["workload"],
  answer: z.strictObject({ build }),
  async run(input, session) {
    const { workload: name, changeType, risk, summary, out } = input;
    const { kind, app } = await catalogEntry(session.project, name);
    const problems = new ProblemList();
    const listed = problems.attempt(() => storedIn(input.artifacts));
    const migrated = problems.attempt(() => migrationsIn(input.migrations));
    const artifacts: unknown[] = [];
    for (const each of listed ?? []) {
      const evidence: Record<string, unknown> = {};
      for (const kind of each.type === "terraform-plan" ? [] : KINDS_OF_EVIDENCE) {
        const hash = each.type === "image" ? each.digest.replace(/^sha256:/, "") : each.sha256;
        try {
          evidence[kind] = await evidenceIn(input.bundles, hash, kind);
        } catch (error) {
          problems.add(error);
        }
      }
      artifacts.push({ ...each, ...evidence });
    }
    problems.throwIfAny("what was built");
    const flags = input.flags.split(",").filter(Boolean);
    const change = { type: changeType, risk, summary };
    const made = { workload: name, kind, app, artifacts, migrations: migrated, flags, change };
    const built = parseBuild(made);
    writeTextFile("--out", out, canonicalize(built) ?? "");
    return {
      result: "pass",
      answer: { build: built },
      lines: [`${out}: ${artifacts.length} artifacts of ${name}`],
    };
  },
});

function storedIn(file: string) {
  return parse(stored, parseJsonText(readTextFile("--artifacts", file), file), file);
}

function migrationsIn(file: string | undefined) {
  if (file === undefined) return undefined;
  const answered = z.object({ answer: migrations });
  return parse(answered, parseJsonText(readTextFile("--migrations", file), file), file).answer;
}
