import canonicalize from "canonicalize";
import { z } from "zod";
import { counted } from "../../../infra/counted";
import { parseJsonText } from "../../../infra/json-text";
import { formatProblem, InvalidInput, ProblemList, parse } from "../../../infra/problems";
import { planKeyOf } from "../../adapters/aws/terraform-plans";
import { evidenceIn } from "../../adapters/build/attested";
import { catalogEntry } from "../../adapters/catalog";
import { verb } from "../../cli/verb";
import { artifact, sha256 } from "../../decisions/release/artifact";
import { build, parseBuild } from "../../decisions/release/build";
import { migrations } from "../../decisions/release/migrations";
import { release } from "../../decisions/release/release";
import { readTextFile, writeTextFile } from "../files";
import { workload } from "../options";

const { type, risk, summary } = release.shape.change.shape;
const [image, zip, wheel] = artifact.options;
const KINDS_OF_EVIDENCE = ["sbom", "provenance"] as const;
const evidence = { sbom: true, provenance: true } as const;

/** Artifacts as `nc build` answers them, with what their storing has added; further fields are left out. */
const stored = z
  .array(
    z.discriminatedUnion("type", [
      image.omit(evidence).strip(),
      zip.omit(evidence).strip(),
      wheel.omit(evidence).strip(),
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
    artifacts: z.string().min(1).optional().meta({
      description: "file with what nc build answered, and where each was stored, as a JSON array",
    }),
    bundles: z.string().min(1).optional().meta({
      description:
        "folder with <sha256>/provenance.sigstore.json and <sha256>/sbom.sigstore.json of each",
    }),
    stgPlan: sha256.optional().meta({
      description: "of a Terraform stack, instead of both: SHA-256 of its signed plan for stg",
    }),
    prodPlan: sha256.optional().meta({
      description: "SHA-256 of its signed plan for prod; a pre-release has none",
    }),
    migrations: z
      .string()
      .optional()
      .meta({ description: "file with what nc migrations check --json answered" }),
    flags: z
      .string()
      .default("")
      .meta({ description: "flags that have to be deployed before it, with commas" }),
    changeType: type.meta({ description: "kind of the change" }),
    risk: risk.meta({ description: "its risk" }),
    summary: summary.meta({ description: "what changes, in a sentence" }),
    out: z.string().default("build.json").meta({ description: "file to write it to" }),
  }),
  positional: ["workload"],
  answer: z.strictObject({ build }),
  waits: { for: "the files that were built" },
  async run(input, session) {
    const { workload: name, changeType, risk, summary, out } = input;
    const { kind, app } = await catalogEntry(session.project, name);
    checkSource(kind, input);
    const problems = new ProblemList();
    const migrated = problems.attempt(() => migrationsIn(input.migrations));
    const artifacts =
      kind === "terraform" ? plansOf(input) : await attestedArtifacts(input, problems);
    problems.throwIfAny("what was built");
    const flags = input.flags.split(",").filter(Boolean);
    const change = { type: changeType, risk, summary };
    const made = { workload: name, kind, app, artifacts, migrations: migrated, flags, change };
    const built = parseBuild(made);
    writeTextFile("--out", out, canonicalize(built) ?? "");
    return {
      result: "pass",
      answer: { build: built },
      lines: [`${out}: ${counted(artifacts.length, "artifact")} of ${name}`],
    };
  },
});

/** Where the artifacts come from: files of a build, or plans that were kept and signed. */
interface Source {
  readonly artifacts?: string | undefined;
  readonly bundles?: string | undefined;
  readonly stgPlan?: string | undefined;
  readonly prodPlan?: string | undefined;
}

/** @throws {InvalidInput} that lists what a workload of this kind lacks, and what it cannot have */
function checkSource(kind: string, { artifacts, bundles, stgPlan, prodPlan }: Source): void {
  const problems: string[] = [];
  const isStack = kind === "terraform";
  const check = (field: string, got: string | undefined, isNeeded: boolean, isAllowed: boolean) => {
    const want = `${isNeeded ? "a" : "no"} value, for the kind ${kind}`;
    if (got === undefined ? isNeeded : !isAllowed) problems.push(formatProblem(field, got, want));
  };
  check("--artifacts", artifacts, !isStack, !isStack);
  check("--bundles", bundles, !isStack, !isStack);
  check("--stg-plan", stgPlan, isStack, isStack);
  check("--prod-plan", prodPlan, false, isStack);
  if (problems.length > 0) throw new InvalidInput("what was built", problems);
}

/** The plans of a Terraform stack; each environment's gate asks who signed its own. */
function plansOf({ workload: name, stgPlan, prodPlan }: Source & { readonly workload: string }) {
  const plans = { stg: stgPlan, prod: prodPlan };
  return Object.entries(plans).flatMap(([environment, hash]) =>
    hash === undefined
      ? []
      : [{ type: "terraform-plan", environment, key: planKeyOf(name, hash), sha256: hash }],
  );
}

/** What was built and stored, each with the digests of its attestations. */
async function attestedArtifacts(
  { artifacts = "", bundles = "" }: Source,
  problems: ProblemList,
): Promise<readonly unknown[]> {
  const attested: unknown[] = [];
  for (const each of problems.attempt(() => storedIn(artifacts)) ?? []) {
    const evidence: Record<string, unknown> = {};
    for (const kind of KINDS_OF_EVIDENCE) {
      const hash = each.type === "image" ? each.digest.replace(/^sha256:/, "") : each.sha256;
      try {
        evidence[kind] = await evidenceIn(bundles, hash, kind);
      } catch (error) {
        problems.add(error);
      }
    }
    attested.push({ ...each, ...evidence });
  }
  return attested;
}

function storedIn(file: string) {
  return parse(stored, parseJsonText(readTextFile("--artifacts", file), file), file);
}

function migrationsIn(file: string | undefined) {
  if (file === undefined) return undefined;
  const answered = z.object({ answer: migrations });
  return parse(answered, parseJsonText(readTextFile("--migrations", file), file), file).answer;
}
