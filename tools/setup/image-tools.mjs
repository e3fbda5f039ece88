import { existsSync } from "node:fs";
import { goTool, goToolPath } from "./go.mjs";

/** What builds images, and how long each takes to build alone on 2 cores. */
const USUALLY = { buildkitd: "2 minutes", buildx: "2 minutes" };

/** @typedef {keyof typeof USUALLY} ImageTool */

const NAMES = /** @type {ImageTool[]} */ (Object.keys(USUALLY));

/**
 * Builds the tools that are not there yet, once for all checkouts, one after another.
 *
 * @param {AbortSignal} [signal]
 * @throws {import("../progress.mjs").Missing} if there is no Go
 */
export async function buildImageTools(signal) {
  for (const name of NAMES) await goTool(name, { usually: USUALLY[name], signal });
}

/**
 * The paths of the tools; `undefined` unless all are there.
 *
 * @returns {Record<ImageTool, string> | undefined}
 */
export function findImageTools() {
  const [buildkitd, buildx] = [goToolPath("buildkitd"), goToolPath("buildx")];
  return existsSync(buildkitd) && existsSync(buildx) ? { buildkitd, buildx } : undefined;
}
