import { existsSync } from "node:fs";
import { goTool, goToolPath } from "./go.mjs";

/** What signs, attests, describes, stores and copies artifacts, and how long each takes to build alone on 2 cores. */
const USUALLY = {
  oras: "1 minute",
  registry: "2 minutes",
  "timestamp-server": "3 minutes",
  fulcio: "3 minutes",
  cosign: "5 minutes",
  syft: "5 minutes",
};

/** @typedef {keyof typeof USUALLY} SigningTool */

const NAMES = /** @type {SigningTool[]} */ (Object.keys(USUALLY));

/**
 * Builds the tools that are not there yet, once for all checkouts, one after another.
 *
 * @param {AbortSignal} [signal]
 * @throws {import("../progress.mjs").Missing} if there is no Go
 */
export async function buildSigningTools(signal) {
  for (const name of NAMES) await goTool(name, { usually: USUALLY[name], signal });
}

/**
 * The paths of the tools; `undefined` unless all are there.
 *
 * @returns {Record<SigningTool, string> | undefined}
 */
export function findSigningTools() {
  const path = Object.fromEntries(NAMES.map((name) => [name, goToolPath(name)]));
  const there = Object.values(path).every((each) => existsSync(each));
  return there ? /** @type {Record<SigningTool, string>} */ (path) : undefined;
}
