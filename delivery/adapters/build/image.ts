import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { parseJsonText } from "../../../infra/json-text";
import { formatProblem, InvalidInput, parse } from "../../../infra/problems";
import { buildxWords } from "../../decisions/build/buildx";
import { checkDockerfile } from "../../decisions/build/dockerfile";
import { digest } from "../../decisions/release/artifact";
import { withCommitFiles } from "../git/commit-files";
import { runTool, type ToolRun } from "./run-tool";

/** An image to be built of a commit. */
export interface ImageSource {
  /** Folder of the checkout. */
  readonly checkout: string;
  /** Full id of the commit, 40 hex digits. */
  readonly commit: string;
  /** Path of the Dockerfile in the repository. */
  readonly dockerfile: string;
  /** Folder of the repository that is its context. */
  readonly context: string;
  readonly platform: string;
  /** Folder that gets the OCI image layout. */
  readonly to: string;
}

/** File by which a folder is known as an image layout (OCI image spec, "Image Layout"). */
const LAYOUT = "oci-layout";

/** The parts that are read of an OCI layout's `index.json` (OCI image spec, "Image Layout"). */
const index = z.object({
  manifests: z.array(z.object({ digest })).length(1, "one image: a build for one platform"),
});

/**
 * Builds an image of a commit's files with buildx, into an OCI image layout.
 *
 * @throws {InvalidInput} for a Dockerfile that takes from elsewhere what is not pinned, a place that has something
 * else, or a build that fails
 * @returns digest of the image, `sha256:...`
 */
export async function buildImage(source: ImageSource, run: ToolRun): Promise<string> {
  const { checkout, commit, dockerfile, context, platform, to } = source;
  await checkReplaceable(to);
  await withCommitFiles(checkout, commit, async ({ folder, time }) => {
    const file = join(folder, dockerfile);
    const text = await readFile(file, "utf8").catch(() => {
      const problem = formatProblem("dockerfile", dockerfile, `a file of the commit ${commit}`);
      throw new InvalidInput("the image", [problem]);
    });
    checkDockerfile(dockerfile, text);
    await rm(to, { recursive: true, force: true });
    const place = { context: join(folder, context), dockerfile: file };
    await runTool("docker", buildxWords({ ...place, platform, commit, time, to }), run);
  });
  return digestOfLayout(to);
}

/** @throws {InvalidInput} if something is there that is no image layout: it would be deleted */
async function checkReplaceable(folder: string): Promise<void> {
  const there = await readdir(folder).catch((error: unknown): string[] | undefined => {
    const isNew = error instanceof Error && "code" in error && error.code === "ENOENT";
    return isNew ? [] : undefined;
  });
  if (there?.length === 0 || there?.includes(LAYOUT)) return;
  const want = "a folder that is new or empty, or has an image layout, which is replaced";
  throw new InvalidInput("the image", [formatProblem("--out", folder, want)]);
}

/** @throws {InvalidInput} if the folder is no layout of one image */
async function digestOfLayout(folder: string): Promise<string> {
  const file = join(folder, "index.json");
  const text = await readFile(file, "utf8").catch(() => "");
  const { manifests } = parse(index, parseJsonText(text, file), file);
  return manifests[0]?.digest ?? "";
}
