import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { parseJsonText } from "../../infra/json-text";
import { parse } from "../../infra/problems";
import { reportError } from "../report-error";
import { checkHandedFiles, handedText, sha256Of } from "./handed-over";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The parts that are read of what `nc build` answers: which bytes an artifact is, and where they are. */
const built = z.array(
  z.discriminatedUnion("type", [
    z.object({
      type: z.literal("image"),
      digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
      folder: z.string().min(1),
    }),
    z.object({ type: z.enum(["zip", "wheel"]), sha256, file: z.string().min(1) }),
  ]),
);

type Built = z.output<typeof built>[number];

/** What syft reads of an artifact (anchore/syft, "Supported sources"). */
export function syftSource(made: Built, folder: string): string {
  if (made.type === "image") return `oci-dir:${join(folder, basename(made.folder))}`;
  return `file:${join(folder, basename(made.file))}`;
}

/** `tools/workflow/describe-artifacts.ts <built> <tools> <sboms>`: prints the SHA-256 of `sboms.json`. */
function main(from = "built", tools = "tools", out = "sboms"): void {
  const { BUILT_SHA256, TOOLS_SHA256 } = process.env;
  checkHandedFiles(tools, TOOLS_SHA256);
  const file = join(from, "built.json");
  const artifacts = parse(built, parseJsonText(handedText(file, BUILT_SHA256), file), file);
  const syft = join(tools, "syft");
  chmodSync(syft, 0o755);
  mkdirSync(out, { recursive: true });
  const digests: Record<string, string> = {};
  for (const made of artifacts) {
    const hash = made.type === "image" ? made.digest.replace("sha256:", "") : made.sha256;
    const sbom = join(out, `${hash}.spdx.json`);
    const words = ["scan", syftSource(made, from), "--quiet", "--output", `spdx-json=${sbom}`];
    const env = { ...process.env, SYFT_CHECK_FOR_APP_UPDATE: "false" };
    execFileSync(syft, words, { stdio: ["ignore", "ignore", "inherit"], env });
    digests[hash] = sha256Of(readFileSync(sbom));
  }
  const list = JSON.stringify(digests);
  writeFileSync(join(out, "sboms.json"), list);
  console.log(`sha256=${sha256Of(list)}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    main(...process.argv.slice(2));
  } catch (error) {
    reportError(error);
  }
}
