import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { capture, onPath } from "../children.mjs";
import { Missing, say, step } from "../progress.mjs";
import { publish } from "./cache.mjs";
import { goTool, goToolPath } from "./go.mjs";
import { downloadRelease } from "./release.mjs";

/** The CLI that this project is tried with, and the least that is taken. */
export const VERSION = "v3.259.0";

const MEMORY = fileURLToPath(new URL("../../node_modules/.cache/pulumi.json", import.meta.url));

/**
 * The path of the `pulumi` CLI if the machine has one that is new enough: on PATH, or made before.
 *
 * @returns {Promise<string | undefined>}
 */
export async function findPulumi() {
  const installed = onPath("pulumi");
  if (installed && isNewEnough(await versionOf(installed))) return installed;
  const made = goToolPath("pulumi");
  return existsSync(made) ? made : undefined;
}

/**
 * The path of the `pulumi` CLI; if there is none, gets it: the official release where it can be
 * downloaded, else built with Go.
 *
 * @param {{ signal?: AbortSignal, download?: typeof downloadRelease }} [options]
 * @throws {Missing} if there is no way to get it
 * @returns {Promise<string>}
 */
export async function providePulumi({ signal, download = downloadRelease } = {}) {
  const found = await findPulumi();
  if (found) return found;
  const target = goToolPath("pulumi");
  try {
    await step(`Downloading pulumi ${VERSION}, once`, "20 s", () =>
      publish(target, (draft) => download(VERSION, draft, { signal })),
    );
    return target;
  } catch (error) {
    signal?.throwIfAborted();
    say(`  not to be had by download: ${reasonOf(error)}`);
  }
  return goTool("pulumi", {
    usually: "4 minutes on 2 cores",
    ldflags: (version) => `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`,
    signal,
  }).catch((error) => {
    if (!(error instanceof Missing)) throw error;
    const ways = "its CLI on PATH, access to get.pulumi.com, or Go with access to its module proxy";
    throw new Missing(`pulumi ${VERSION} is missing: expected ${ways}`);
  });
}

/**
 * Whether a version, as the CLI prints it, is one to work with: the same major, and not older.
 *
 * @param {string} version
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0, patch = 0] = numbersOf(version);
  const [wantedMajor = 0, wantedMinor = 0, wantedPatch = 0] = numbersOf(VERSION);
  if (major !== wantedMajor) return false;
  return minor > wantedMinor || (minor === wantedMinor && patch >= wantedPatch);
}

/** @param {string} version */
function numbersOf(version) {
  return version.trim().replace(/^v/, "").split(/[.+-]/).slice(0, 3).map(Number);
}

/**
 * What the CLI at `file` says of its version; it is asked once, as it takes its time.
 *
 * @param {string} file
 */
async function versionOf(file) {
  const { mtimeMs, size } = statSync(file);
  const key = `${file} ${mtimeMs} ${size}`;
  const known = existsSync(MEMORY) ? JSON.parse(readFileSync(MEMORY, "utf8")) : {};
  if (known.key === key) return String(known.version);
  // It keeps a log of every command in its home, which is not to be the user's.
  const home = mkdtempSync(join(tmpdir(), "nc-pulumi-home-"));
  const env = { ...process.env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const version = await capture(file, ["version"], { env })
    .then((text) => text.trim())
    .catch(() => "0.0.0")
    .finally(() => rmSync(home, { recursive: true, force: true }));
  if (existsSync(join(dirname(MEMORY), ".."))) {
    mkdirSync(dirname(MEMORY), { recursive: true });
    await publish(MEMORY, async (draft) => writeFileSync(draft, JSON.stringify({ key, version })));
  }
  return version;
}

/** @param {unknown} error */
function reasonOf(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
