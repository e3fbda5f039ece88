import { fileURLToPath } from "node:url";
import type { Verifier } from "@sigstore/verify";
import type { Session } from "../cli/verb";
import { readTextFile } from "./files";

/** The reviewed trusted root, below the project's folder (docs/delivery.md says how it is renewed). */
const TRUSTED_ROOT = "infra/signing/trusted-root.json";

/** Path of the trusted root: the file that NC_TRUSTED_ROOT names, and else the project's own. */
export function trustedRootPath({ env, project }: Pick<Session, "env" | "project">): string {
  return env.NC_TRUSTED_ROOT || fileURLToPath(new URL(TRUSTED_ROOT, project));
}

/**
 * A verifier that trusts the root in the file that NC_TRUSTED_ROOT names, and else the project's own.
 *
 * @throws {InvalidInput} if it cannot be read, or is none
 */
export async function verifierIn(session: Pick<Session, "env" | "project">): Promise<Verifier> {
  const { verifierOf } = await import("../adapters/signing/trusted-root");
  return verifierOf(readTextFile("NC_TRUSTED_ROOT", trustedRootPath(session)));
}
