import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { parseJsonText } from "../../../infra/json-text";
import { formatProblem, InvalidInput, ProblemList, parse } from "../../../infra/problems";
import { readStackFile } from "../../../infra/settings/stack-file";
import { artifactBucketOf, ecrRepository } from "../../adapters/aws/artifacts/account-artifacts";
import { provenancePredicate } from "../../adapters/signing/provenance";
import {
  type Predicates,
  type Published,
  publishArtifact,
} from "../../adapters/signing/publish-artifact";
import { verb } from "../../cli/verb";
import { sha256 } from "../../decisions/release/artifact";
import { type Built, built, builtSha256, sboms } from "../../decisions/release/built";
import { buildVersion } from "../../decisions/release/release-kind";
import { signerOf } from "../../decisions/release/signers";
import { checkWheel } from "../../decisions/release/wheel";
import { waitLine } from "../../progress/wait-line";
import { accountOf } from "../account";
import { readBinaryFile, writeTextFile } from "../files";
import { environment, workload } from "../options";
import { originOf, originOptions } from "./origin";
import { callerPath, withSigner } from "./signer";

/** `nc release publish`: signs what a build has made, and puts it where it is promoted from. */
export const releasePublish = verb({
  summary: "Signs and attests what a build has made, and puts it where it is promoted from.",
  example: `nc release publish billing --environment stg --built built --sha256 ${"0a".repeat(32)} --sboms sboms --sboms-sha256 ${"0b".repeat(32)} --out published`,
  input: z.strictObject({
    workload,
    environment: environment
      .exclude(["prod"])
      .meta({ description: "dev or stg; prod gets copies" }),
    built: z.string().min(1).meta({
      description: "folder with built.json, what nc build answered as a JSON array, and the files",
    }),
    sha256: sha256.meta({ description: "of built.json, as the job that has built it says" }),
    sboms: z.string().min(1).meta({
      description: "folder with sboms.json, SHA-256 by artifact, and <sha256>.spdx.json of each",
    }),
    sbomsSha256: sha256.meta({ description: "of sboms.json, as the job that has made it says" }),
    out: z.string().min(1).meta({ description: "folder to write artifacts.json and bundles/ to" }),
    ...originOptions,
    dryRun: z
      .boolean()
      .default(false)
      .meta({ description: "compare all digests, publish nothing" }),
  }),
  positional: ["workload"],
  answer: z.strictObject({ version: z.string(), published: z.array(z.string()) }),
  async run(input, session) {
    const { workload: name, environment: target } = input;
    const origin = originOf(input, session);
    const version = buildVersion(origin.ref, origin.run);
    if (version === undefined) {
      const want = "main, or a SemVer tag: a branch is built only";
      throw new InvalidInput("the release", [formatProblem("ref", origin.ref, want)]);
    }
    const checked = handedOver(input, version);
    const lines: string[] = [];
    if (!input.dryRun) {
      const { settings } = readStackFile(session.project, target);
      const { clients } = accountOf(target, session);
      const provenance = JSON.stringify(
        provenancePredicate({
          ...origin,
          workflow: signerOf("manifest", settings.github),
          path: callerPath(session),
        }),
      );
      const place = {
        clients,
        bucket: artifactBucketOf(settings),
        registry: () => ecrRepository(clients, settings, name),
        workload: name,
        version,
        commit: origin.commit,
        oras: session.env.NC_ORAS || "oras",
        run: session,
      };
      const publishAll = async (publish: Publish) => {
        const done = [];
        for (const { made, path, sbom } of checked) {
          const what = `signing, attesting and storing the ${made.type} ${builtSha256(made)}`;
          session.say(waitLine({ what }));
          const each = await publish(made, path, { provenance, sbom });
          mkdirSync(join(input.out, "bundles", each.sha256), { recursive: true });
          for (const [kindOf, text] of Object.entries(each.bundles)) {
            const file = join(input.out, "bundles", each.sha256, `${kindOf}.sigstore.json`);
            writeTextFile("--out", file, text);
          }
          if (each.note) lines.push(each.note);
          done.push(each.stored);
        }
        return done;
      };
      const { supplyChain } = session;
      const at = { environment: target, clients, workload: name, version };
      const stored = supplyChain
        ? await publishAll((made, path, both) => supplyChain.publish(made, path, both, at))
        : await withSigner(target, session, (cosign) =>
            publishAll((made, path, both) => publishArtifact(made, path, both, place, cosign)),
          );
      writeTextFile("--out", join(input.out, "artifacts.json"), JSON.stringify(stored));
    }
    const published = checked.map(({ made }) => `${made.type} sha256:${builtSha256(made)}`);
    return {
      result: "pass",
      answer: { version, published },
      lines: [
        `${name} ${version} in ${target}${input.dryRun ? ": nothing is published" : ""}`,
        ...published,
        ...lines,
      ],
    };
  },
});

/** Publishes one artifact, from its path. */
type Publish = (made: Built, path: string, predicates: Predicates) => Promise<Published>;

/** What the jobs before have handed over. */
interface HandedOver {
  readonly workload: string;
  /** Folder, and the SHA-256 of its `built.json`. */
  readonly built: string;
  readonly sha256: string;
  /** Folder, and the SHA-256 of its `sboms.json`. */
  readonly sboms: string;
  readonly sbomsSha256: string;
}

/**
 * Each artifact with its path and the text of its SBOM, once all have the digests that the jobs before say.
 *
 * @param version - of the release
 * @throws {InvalidInput} that lists every file that is missing, or is another one, and what no release may have
 */
function handedOver(given: HandedOver, version: string) {
  const problems = new ProblemList();
  const [builtJson, sbomsJson] = ["built.json", "sboms.json"];
  const artifacts = problems.attempt(() =>
    parse(built, jsonOf("--built", join(given.built, builtJson), given.sha256), builtJson),
  );
  const listed = problems.attempt(() =>
    parse(sboms, jsonOf("--sboms", join(given.sboms, sbomsJson), given.sbomsSha256), sbomsJson),
  );
  const checked: { made: Built; path: string; sbom: string }[] = [];
  for (const made of listed === undefined ? [] : (artifacts ?? [])) {
    const path = join(given.built, basename(made.type === "image" ? made.folder : made.file));
    const hash = builtSha256(made);
    if (made.type === "wheel") {
      problems.attempt(() => checkWheel(made, given.workload, version));
    }
    problems.attempt(() => {
      // Of an image, oras compares every byte with the digest as it pushes it.
      if (made.type !== "image") bytesOf("--built", path, hash);
    });
    const sbom = problems.attempt(() => sbomOf(given.sboms, hash, listed?.[hash]));
    if (sbom !== undefined) checked.push({ made, path, sbom });
  }
  problems.throwIfAny("what was handed over");
  return checked;
}

function sbomOf(folder: string, artifact: string, want: string | undefined): string {
  if (want === undefined) {
    const problem = formatProblem(artifact, undefined, "its SBOM's SHA-256");
    throw new InvalidInput("sboms.json", [problem]);
  }
  return bytesOf("--sboms", join(folder, `${artifact}.spdx.json`), want).toString("utf8");
}

function jsonOf(option: string, file: string, want: string): unknown {
  return parseJsonText(bytesOf(option, file, want).toString("utf8"), file);
}

/** The bytes of a file, once they have the digest that is wanted. */
function bytesOf(option: string, file: string, want: string): Buffer {
  const bytes = readBinaryFile(option, file);
  const got = createHash("sha256").update(bytes).digest("hex");
  if (got !== want) throw new InvalidInput(file, [formatProblem("SHA-256", got, want)]);
  return bytes;
}
