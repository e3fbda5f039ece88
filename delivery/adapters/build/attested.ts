import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { parseJsonText } from "../../../infra/json-text";
import { formatProblem, InvalidInput, parse } from "../../../infra/problems";
import type { Release } from "../../decisions/release/release";
import { PREDICATES, parseStatement, statementDigest } from "../signing/statement";

type Evidence = Extract<Release["artifacts"][number], { type: "image" }>["sbom"];

/** The part that is read of a Sigstore bundle (sigstore/protobuf-specs, `Bundle`): its DSSE envelope. */
const bundle = z.object({ dsseEnvelope: z.object({ payload: z.base64() }) });

/**
 * What a release's manifest says of a signed statement on an artifact, from its bundle in a folder: laid there as beside
 * files in the artifact bucket, `<sha256>/provenance.sigstore.json` and `<sha256>/sbom.sigstore.json`. Nothing is verified
 * here: whoever promotes the release does.
 *
 * @param sha256 - of the artifact, 64 hex digits
 * @throws {InvalidInput} that lists every problem of a bundle that is missing, or of another artifact or type
 */
export async function evidenceIn(
  folder: string,
  sha256: string,
  kind: "sbom" | "provenance",
): Promise<Evidence> {
  const file = join(folder, sha256, `${kind}.sigstore.json`);
  const text = await readFile(file, "utf8").catch(() => {
    throw new InvalidInput(file, [formatProblem("bundle", "missing", `the signed ${kind}`)]);
  });
  const { payload } = parse(bundle, parseJsonText(text, file), file).dsseEnvelope;
  const said = Buffer.from(payload, "base64").toString("utf8");
  const { predicateType, subject } = parseStatement(said);
  const subjects = subject.map(({ digest }) => digest.sha256);
  const problems = [
    ...(predicateType === PREDICATES[kind]
      ? []
      : [formatProblem("predicateType", predicateType, PREDICATES[kind])]),
    ...(subjects.includes(sha256) ? [] : [formatProblem("subject", subjects.join(", "), sha256)]),
  ];
  if (problems.length > 0) throw new InvalidInput(file, problems);
  return { digest: statementDigest(said), predicateType };
}
