import { parseRelease, type Release } from "../../../delivery/decisions/release/release";
import { factsOf, type Workload } from "../../../infra/catalog/workload";
import { type Behaviour, setBehaviour } from "../../api/simulation/behaviours";
import type { Stage } from "../stage";
import { deployCredentials } from "./deploy-session";
import { digestOf, manifestOf } from "./images";
import { type Zip, zipBucket, zipOf } from "./zips";

/** What a run of a workload's build has made for one tag. */
export interface Build {
  readonly release: Release;
  readonly workload: Workload;
  readonly code: Code;
}

/** What runs: an image, as its manifest (OCI image specification 1.1), or a zip. */
export type Code =
  | { readonly type: "image"; readonly manifest: string }
  | ({ readonly type: "zip" } & Zip);

/** The run of GitHub Actions that builds and promotes what is rehearsed. */
export const RUN = { id: 4711, attempt: 1, startedBy: "octocat" } as const;

/**
 * Builds a release of a workload, at this moment of the virtual clock.
 *
 * @param behaviour - of its code, once it runs
 */
export async function build(
  stage: Stage,
  workload: Workload,
  version: string,
  behaviour: Behaviour = "healthy",
): Promise<Build> {
  const { name, kind, app, repository, repositoryId } = workload;
  const code = codeOf(workload, version);
  const evidence = {
    sbom: { digest: digestOf(`sbom of ${name} ${version}`), predicateType: SPDX },
    provenance: { digest: digestOf(`provenance of ${name} ${version}`), predicateType: SLSA },
  };
  const release = parseRelease({
    schema: 1,
    version,
    workload: name,
    kind,
    app,
    commit: digestOf(`commit of ${name} ${version}`).slice("sha256:".length, "sha256:".length + 40),
    repository: `${stage.settings.prod.github.organization}/${repository}`,
    repositoryId,
    run: RUN,
    taggedAt: stage.clock.now().toISOString(),
    artifacts: [{ ...(await artifactOf(stage, workload, version, code)), ...evidence }],
    flags: [],
    change: { type: "standard", risk: "low", summary: `${name} ${version}` },
  });
  const built = { release, workload, code };
  behave(stage, built, behaviour);
  return built;
}

/** What the build of a workload's version makes: the same at any time. */
export function codeOf(workload: Workload, version: string): Code {
  return factsOf(workload).shipsImage
    ? { type: "image", manifest: manifestOf(workload.name, version) }
    : { type: "zip", ...zipOf(workload.name, version) };
}

/** Predicate types of an SBOM and of provenance (in-toto attestation framework, "Predicates"). */
const SPDX = "https://spdx.dev/Document";
const SLSA = "https://slsa.dev/provenance/v1";

/** Says how the code of a build behaves from now on, in every account. */
export function behave({ world }: Stage, { code }: Build, behaviour: Behaviour): void {
  for (const account of world.accounts) setBehaviour(account, codeId(code), behaviour);
}

/** Digest of an image, or a zip's SHA-256 as Lambda writes it: in Base64. */
export function codeId(code: Code): string {
  return code.type === "image" ? digestOf(code.manifest) : code.sha256.toString("base64");
}

/** What a release names of its code. A zip has its version in stg's bucket, where its build puts it. */
async function artifactOf(stage: Stage, workload: Workload, version: string, code: Code) {
  if (code.type === "image") return { type: code.type, digest: digestOf(code.manifest) };
  const credentials = deployCredentials(stage, workload, "stg", version);
  const versionId = await zipBucket(stage, "stg", credentials).put(code.key, code.bytes);
  return { type: code.type, key: code.key, versionId, sha256: code.sha256.toString("hex") };
}
