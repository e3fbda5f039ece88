import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { runTool, type ToolRun } from "../build/run-tool";
import { findManifest, type OciRepository } from "./repository";

/** An image in an OCI image layout, and the names that it gets. */
export interface PushedImage {
  /** Path of the executable `oras`. */
  readonly oras: string;
  /** Folder of the layout. */
  readonly layout: string;
  readonly digest: string;
  readonly to: OciRepository;
  /** Tag that names this image alone, such as `v1.4.0`: one that another image has is refused. */
  readonly version: string;
  /** Tag of the commit, such as `sha-0123456`; the first image of a commit keeps it. */
  readonly commitTag: string;
}

/**
 * Pushes an image by digest, and tags it. What is there already is left as it is. `oras` refuses a layout whose bytes do
 * not have the digest.
 *
 * @throws {InvalidInput} if the version's tag is another image's, or the push fails
 * @returns whether the commit's tag is this image's
 */
export async function pushImage(image: PushedImage, run: ToolRun): Promise<boolean> {
  const { oras, layout, digest, to, version, commitTag } = image;
  const tagged = await digestOfTag(to, version);
  if (tagged !== undefined && tagged !== digest) {
    const problem = formatProblem(`tag ${version}`, tagged, `${digest}, or no such tag`);
    throw new InvalidInput(`${to.host}/${to.name}`, [problem]);
  }
  const ofCommit = await digestOfTag(to, commitTag);
  const tags = [
    ...(tagged === undefined ? [version] : []),
    ...(ofCommit === undefined ? [commitTag] : []),
  ];
  const folder = await mkdtemp(join(tmpdir(), "nc-push-"));
  try {
    const config = join(folder, "config.json");
    const auth = (await to.authorization?.())?.replace(/^Basic /, "");
    const auths = auth === undefined ? {} : { [to.host]: { auth } };
    await writeFile(config, JSON.stringify({ auths }), { mode: 0o600 });
    for (const tag of tags) {
      const words = [
        ...["cp", "--no-tty", "--from-oci-layout", "--to-registry-config", config],
        ...(to.scheme === "http" ? ["--to-plain-http"] : []),
        ...[`${layout}@${digest}`, `${to.host}/${to.name}:${tag}`],
      ];
      await runTool(oras, words, run);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return ofCommit === undefined || ofCommit === digest;
}

async function digestOfTag(repository: OciRepository, tag: string): Promise<string | undefined> {
  const manifest = await findManifest(repository, tag);
  if (manifest === undefined) return undefined;
  return `sha256:${createHash("sha256").update(manifest).digest("hex")}`;
}
