import type { Environment } from "../../../infra/environments";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { readStackFile } from "../../../infra/settings/stack-file";
import type { Cosign } from "../../adapters/signing/cosign";
import type { Session } from "../../cli/verb";
import { trustedRootPath } from "../verifier";

/** Works with cosign: the program of NC_COSIGN, else the one on the PATH, and the services of the settings. */
export async function withSigner<T>(
  environment: Environment,
  { env, project, signal }: Pick<Session, "env" | "project" | "signal">,
  work: (cosign: Cosign) => Promise<T>,
): Promise<T> {
  const { signing } = readStackFile(project, environment).settings;
  const { withCosign } = await import("../../adapters/signing/cosign");
  return withCosign(
    {
      program: env.NC_COSIGN || "cosign",
      fulcioUrl: env.NC_FULCIO_URL || signing.fulcioUrl,
      timestampUrl: env.NC_TIMESTAMP_URL || signing.timestampUrl,
      trustedRoot: trustedRootPath({ env, project }),
      env,
      signal,
    },
    work,
  );
}

/** Path of the workflow that the run began with, of GITHUB_WORKFLOW_REF: `owner/name/<path>@<ref>`. */
export function callerPath({ env }: Pick<Session, "env">): string {
  const given = env.GITHUB_WORKFLOW_REF;
  const [, path] = /^[^/]+\/[^/]+\/(.+\.ya?ml)@/.exec(given ?? "") ?? [];
  if (path !== undefined) return path;
  const want = "owner/name/.github/workflows/file.yml@ref, as GitHub Actions gives it";
  throw new InvalidInput("the run", [formatProblem("GITHUB_WORKFLOW_REF", given, want)]);
}
