import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { capture } from "../children.mjs";

const HOST = "https://get.pulumi.com/releases/sdk";

/** How long the host may take to answer, and the archive to come, in milliseconds. */
const ANSWER = 5_000;
const TRANSFER = 300_000;

/** @type {Record<string, string>} */
const SYSTEMS = { linux: "linux", darwin: "darwin" };
/** @type {Record<string, string>} */
const PROCESSORS = { x64: "x64", arm64: "arm64" };

/**
 * Downloads the official CLI and puts it at `target`, once its SHA-256 is what the release says.
 *
 * @param {string} version such as `v3.259.0`
 * @param {string} target
 * @param {{ fetch?: typeof globalThis.fetch, platform?: string, arch?: string, signal?: AbortSignal }} [options]
 * @throws {Error} that says why it is not to be had here
 */
export async function downloadRelease(version, target, options = {}) {
  const { fetch = globalThis.fetch, platform = process.platform, arch = process.arch } = options;
  const [system, processor] = [SYSTEMS[platform], PROCESSORS[arch]];
  if (!system || !processor) throw new Error(`there is no release for ${platform} on ${arch}`);
  const archive = `pulumi-${version}-${system}-${processor}.tar.gz`;
  const get = (/** @type {string} */ file, /** @type {number} */ timeout) =>
    download(fetch, `${HOST}/${file}`, timeout, options.signal);

  const sums = await get(`pulumi-${version.slice(1)}-checksums.txt`, ANSWER);
  const content = await get(archive, TRANSFER);
  const wanted = sumOf(sums.toString("utf8"), archive);
  const got = createHash("sha256").update(content).digest("hex");
  if (got !== wanted) throw new Error(`SHA-256 of ${archive} is ${got}: expected ${wanted}`);

  const folder = `${target}.parts`;
  mkdirSync(folder);
  try {
    const file = join(folder, archive);
    writeFileSync(file, content);
    // Only the CLI: the language plugins beside it are not for the sandbox.
    await capture("tar", ["-xzf", file, "-C", folder, "pulumi/pulumi"]);
    chmodSync(join(folder, "pulumi", "pulumi"), 0o755);
    renameSync(join(folder, "pulumi", "pulumi"), target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {typeof globalThis.fetch} fetch
 * @param {string} url
 * @param {number} timeout
 * @param {AbortSignal} [signal]
 */
async function download(fetch, url, timeout, signal) {
  const limits = [AbortSignal.timeout(timeout), ...(signal ? [signal] : [])];
  const response = await fetch(url, { signal: AbortSignal.any(limits) });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

/**
 * @param {string} sums lines of `<hex digits>  <file>`
 * @param {string} file
 */
function sumOf(sums, file) {
  const line = sums.split("\n").find((each) => each.trim().split(/\s+/)[1] === file);
  const sum = line?.trim().split(/\s+/)[0];
  if (!sum || !/^[0-9a-f]{64}$/.test(sum)) throw new Error(`the release has no SHA-256 of ${file}`);
  return sum;
}
