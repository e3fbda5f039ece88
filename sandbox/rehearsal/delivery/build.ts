import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { s3Releases } from "../../../delivery/adapters/aws/releases";
import { artifactDigest } from "../../../delivery/decisions/release/artifacts-for";
import { parseRelease, type Release, releaseId } from "../../../delivery/decisions/release/release";
import { type Signed, signerOf } from "../../../delivery/decisions/release/signers";
import type { Releases } from "../../../delivery/ports/releases";
import { factsOf, type Workload } from "../../../infra/catalog/workload";
import { platformNames } from "../../../infra/naming/platform-names";
import { type Behaviour, setBehaviour } from "../../api/simulation/behaviours";
import type { Stage } from "../stage";
import { attestation, PREDICATE_TYPES, type Signers } from "./attestations";
import { deployCredentials, publishCredentials } from "./deploy-session";
import { STARTER } from "./github";
import { digestOf, manifestOf, publishImage } from "./images";
import { reportChecks, startRun } from "./runs";
import { rehearsedSigning } from "./signing";
import { type Zip, zipBucket, zipOf } from "./zips";

/** What a run of a workload's build has made for one tag. */
export interface Build {
  readonly release: Release;
  readonly workload: Workload;
  readonly code: Code;
  /** What is attached to its artifacts: signed statements. */
  readonly attestations: readonly string[];
}

/** What runs: an image, as its manifest (OCI image specification 1.1), or a zip; of Terraform, a commit is applied. */
export type Code =
  | { readonly type: "image"; readonly manifest: string }
  | ({ readonly type: "zip" } & Zip)
  | { readonly type: "configuration"; readonly commit: string };

/** Migrations of a release that take nothing away: one file, which was found harmless. */
export const NO_HARM: NonNullable<Release["migrations"]> = {
  files: [{ path: "migrations/0001-events.sql", sha256: "0".repeat(64) }],
  report: { destructive: [], blocking: [] },
  approvedBy: [],
  emergencyScript: { path: "migrations/emergency.sql", sha256: "1".repeat(64) },
};

/**
 * Builds a release of a workload, at this moment of the virtual clock.
 *
 * @param behaviour - of its code, once it runs
 * @param change - @default - a standard change of low risk
 */
export async function build(
  stage: Stage,
  workload: Workload,
  version: string,
  behaviour: Behaviour = "healthy",
  change: Release["change"] = {
    type: "standard",
    risk: "low",
    summary: `${workload.name} ${version}`,
  },
): Promise<Build> {
  const { name, kind, app, repository, repositoryId } = workload;
  const code = codeOf(workload, version);
  const evidence = {
    sbom: { digest: digestOf(`sbom of ${name} ${version}`), predicateType: PREDICATE_TYPES.sbom },
    provenance: {
      digest: digestOf(`provenance of ${name} ${version}`),
      predicateType: PREDICATE_TYPES.provenance,
    },
  };
  const commit = {
    repository: `${stage.settings.prod.github.organization}/${repository}`,
    commit: digestOf(`commit of ${name} ${version}`).slice("sha256:".length, "sha256:".length + 40),
    version,
  };
  const { id, attempt } = startRun(stage, commit);
  reportChecks(stage, commit);
  const release = parseRelease({
    schema: 1,
    ...commit,
    workload: name,
    kind,
    app,
    repositoryId,
    run: { id, attempt, startedBy: STARTER },
    taggedAt: stage.clock.now().toISOString(),
    artifacts: [{ ...(await artifactOf(stage, workload, version, code)), ...evidence }],
    flags: [],
    ...("migrations" in workload && workload.migrations && { migrations: NO_HARM }),
    change,
  });
  const attestations = await attest(stage, release, signersOf(stage, workload));
  const built = { release, workload, code, attestations };
  behave(stage, built, behaviour);
  await storedReleases(stage, workload, version).put(release);
  return built;
}

/** The releases of stg, as the run that delivers a version there reads and stores them. */
export function storedReleases(stage: Stage, workload: Workload, version: string): Releases {
  const { endpoint, accounts, settings } = stage;
  const credentials = deployCredentials(stage, workload, "stg", version);
  const clients = new AwsClients({ region: accounts.stg.region, endpoint, credentials });
  return s3Releases(clients, { of: async () => platformNames(settings.stg) });
}

/** Who signs what belongs to a workload's releases: the platform's workflows, in a run of the workload's repository. */
export function signersOf({ settings }: Stage, { repositoryId }: Workload): Signers {
  return (signed) => ({ identity: signerOf(signed, settings.prod.github), repositoryId });
}

/** Signature, provenance and SBOM of each artifact of a release, and of its manifest. */
export function attest(
  { world }: Stage,
  release: Release,
  signers: Signers,
): Promise<readonly string[]> {
  const sign = (kind: Signed, digest: string, type: string) =>
    rehearsedSigning(world, signers(kind)).sign(attestation(digest, type));
  return Promise.all([
    ...release.artifacts.flatMap((each) =>
      Object.values(PREDICATE_TYPES).map((type) => sign(each.type, artifactDigest(each), type)),
    ),
    sign("manifest", releaseId(release), PREDICATE_TYPES.signature),
  ]);
}

/** What the build of a workload's version makes: the same at any time. */
export function codeOf(
  workload: Workload,
  version: string,
): Exclude<Code, { type: "configuration" }> {
  return factsOf(workload).shipsImage
    ? { type: "image", manifest: manifestOf(workload.name, version) }
    : { type: "zip", ...zipOf(workload.name, version) };
}

/** Says how the code of a build behaves from now on, in every account. */
export function behave(
  { world }: Stage,
  { code }: Pick<Build, "code">,
  behaviour: Behaviour,
): void {
  for (const account of world.accounts) setBehaviour(account, codeId(code), behaviour);
}

/** Digest of an image, a zip's SHA-256 as Lambda writes it, in Base64, or a commit. */
export function codeId(code: Code): string {
  switch (code.type) {
    case "image":
      return digestOf(code.manifest);
    case "zip":
      return code.sha256.toString("base64");
    case "configuration":
      return code.commit;
  }
}

/** What a release names of its code, once it is published into stg. A zip has its version in stg's bucket. */
async function artifactOf(
  stage: Stage,
  workload: Workload,
  version: string,
  code: ReturnType<typeof codeOf>,
) {
  const credentials = publishCredentials(stage, workload, version);
  if (code.type === "image") {
    const { manifest } = code;
    await publishImage(stage, { workload: workload.name, version, manifest }, credentials);
    return { type: code.type, digest: digestOf(manifest) };
  }
  const versionId = await zipBucket(stage, "stg", credentials).put(code.key, code.bytes);
  return { type: code.type, key: code.key, versionId, sha256: code.sha256.toString("hex") };
}
