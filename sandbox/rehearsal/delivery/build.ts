import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { s3Releases } from "../../../delivery/adapters/aws/releases";
import { artifactDigest } from "../../../delivery/decisions/release/artifacts-for";
import { parseRelease, type Release, releaseId } from "../../../delivery/decisions/release/release";
import { type Signed, signerOf } from "../../../delivery/decisions/release/signers";
import type { Releases } from "../../../delivery/ports/releases";
import type { Workload } from "../../../infra/catalog/workload";
import { platformNames } from "../../../infra/naming/platform-names";
import { type Behaviour, setBehaviour } from "../../api/simulation/behaviours";
import type { Stage } from "../stage";
import { attestation, PREDICATE_TYPES, type Signers } from "./attestations";
import { type Code, codeId, codeOf } from "./code";
import { deployCredentials } from "./deploy-session";
import { STARTER } from "./github";
import { digestOf, imageOfVersion } from "./images";
import { published, publisherOf } from "./published";
import { reportChecks, startRun } from "./runs";
import { rehearsedSigning } from "./signing";
import type { Sigstore } from "./sigstore";

/** What a run of a workload's build has made for one tag. */
export interface Build {
  readonly release: Release;
  readonly workload: Workload;
  readonly code: Code;
  /** What is attached to its artifacts: signed statements. */
  readonly attestations: readonly string[];
}

/** Migrations of a release that take nothing away: one file, which was found harmless. */
const NO_HARM: NonNullable<Release["migrations"]> = {
  files: [{ path: "migrations/0001-events.sql", sha256: "0".repeat(64) }],
  report: { destructive: [], blocking: [] },
  approvedBy: [],
  emergencyScript: { path: "migrations/emergency.sql", sha256: "1".repeat(64) },
};

/** What a build is to be like. */
interface BuildOptions {
  /** Of its code, once it runs. @default "healthy" */
  readonly behaviour?: Behaviour;
  /** @default - a standard change of low risk */
  readonly change?: Release["change"];
  /** What signs its artifact and its manifest. @default - the simulated GitHub does */
  readonly sigstore?: Sigstore | undefined;
}

/** Builds a release of a workload, at this moment of the virtual clock. */
export async function build(
  stage: Stage,
  workload: Workload,
  version: string,
  { behaviour = "healthy", change, sigstore }: BuildOptions = {},
): Promise<Build> {
  const { name, kind, app, repository, repositoryId } = workload;
  const code = codeOf(workload, version);
  const commit = {
    repository: `${stage.settings.prod.github.organization}/${repository}`,
    commit: digestOf(`commit of ${name} ${version}`).slice("sha256:".length, "sha256:".length + 40),
    version,
  };
  const { id, attempt } = startRun(stage, commit);
  reportChecks(stage, commit);
  const origin = {
    ...commit,
    workload: name,
    repositoryId,
    run: { id, attempt, startedBy: STARTER },
  };
  const taggedAt = stage.clock.now().toISOString();
  const clients = publisherOf(stage, workload, version);
  const artifact = await published(clients, stage.settings.stg, workload, version, code);
  const evidence =
    sigstore !== undefined && code.type === "image"
      ? await sigstore.publish(origin, imageOfVersion(name, version), clients)
      : (code.type === "zip" && (await sigstore?.signZip(origin, code))) ||
        namedEvidence(`${name} ${version}`);
  const release = parseRelease({
    schema: 1,
    ...origin,
    kind,
    app,
    taggedAt,
    artifacts: [{ ...artifact, ...evidence }],
    flags: Object.keys(workload.flags),
    ...("migrations" in workload && workload.migrations && { migrations: NO_HARM }),
    change: change ?? { type: "standard", risk: "low", summary: `${name} ${version}` },
  });
  await sigstore?.signManifest(release);
  const attestations = await attest(stage, release, signersOf(stage, workload));
  const built = { release, workload, code, attestations };
  behave(stage, built, behaviour);
  await releasesOf(stage, clients).put(release);
  return built;
}

/** The releases of stg, as the run that delivers a version there reads them. */
export function storedReleases(stage: Stage, workload: Workload, version: string): Releases {
  const { endpoint, accounts } = stage;
  const credentials = deployCredentials(stage, workload, "stg", version);
  return releasesOf(stage, new AwsClients({ region: accounts.stg.region, endpoint, credentials }));
}

function releasesOf({ settings }: Stage, clients: AwsClients): Releases {
  return s3Releases(clients, { of: async () => platformNames(settings.stg) });
}

/** What a manifest says of statements that only the simulated GitHub signs. */
function namedEvidence(of: string) {
  const evidence = (kind: "sbom" | "provenance") => ({
    digest: digestOf(`${kind} of ${of}`),
    predicateType: PREDICATE_TYPES[kind],
  });
  return { sbom: evidence("sbom"), provenance: evidence("provenance") };
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

/** Says how the code of a build behaves from now on, in every account. */
export function behave(
  { world }: Stage,
  { code }: Pick<Build, "code">,
  behaviour: Behaviour,
): void {
  for (const account of world.accounts) setBehaviour(account, codeId(code), behaviour);
}
