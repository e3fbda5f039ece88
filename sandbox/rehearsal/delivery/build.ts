import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { s3Releases } from "../../../delivery/adapters/aws/releases";
import { artifactDigest } from "../../../delivery/decisions/release/artifacts-for";
import { parseRelease, type Release, releaseId } from "../../../delivery/decisions/release/release";
import { type Signed, signerOf } from "../../../delivery/decisions/release/signers";
import { mainBuildVersion } from "../../../delivery/decisions/release/version";
import type { Releases } from "../../../delivery/ports/releases";
import type { Workload } from "../../../infra/catalog/workload";
import type { Environment } from "../../../infra/environments";
import { platformNames } from "../../../infra/naming/platform-names";
import type { Settings } from "../../../infra/settings/parse";
import { type Behaviour, setBehaviour } from "../../api/simulation/behaviours";
import type { Stage } from "../stage";
import { attestation, PREDICATE_TYPES, type Signers } from "./attestations";
import { type Code, codeId, codeOf } from "./code";
import { deployCredentials } from "./deploy-session";
import { STARTER } from "./github";
import { digestOf, imageOfVersion } from "./images";
import { published, publisherOf } from "./published";
import { type Commit, reportChecks, startRun } from "./runs";
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
  const { name } = workload;
  const code = codeOf(workload, version);
  const commit = commitOf(stage, workload, version);
  const { id, attempt } = startRun(stage, commit);
  reportChecks(stage, commit);
  const run = { id, attempt, startedBy: STARTER };
  const origin = { ...commit, workload: name, repositoryId: workload.repositoryId, run };
  const clients = publisherOf(stage, workload, version);
  const artifact = await published(clients, stage.settings.stg, workload, version, code);
  const evidence =
    sigstore !== undefined && code.type === "image"
      ? await sigstore.publish(origin, imageOfVersion(name, version), clients)
      : (code.type === "zip" && (await sigstore?.signZip(origin, code))) ||
        namedEvidence(`${name} ${version}`);
  const release = releaseOf(stage, workload, origin, { ...artifact, ...evidence }, change);
  await sigstore?.signManifest(release);
  const attestations = await attest(stage, release, signersOf(stage, workload));
  const built = { release, workload, code, attestations };
  behave(stage, built, behaviour);
  await releasesOf(stage.settings.stg, clients).put(release);
  return built;
}

/** Builds what is merged to `main` for dev (CI/CL-002 §11), at the commit that the tag of `version` will name. */
export async function buildOfMain(
  stage: Stage,
  workload: Workload,
  version: string,
): Promise<Build> {
  const { name, repositoryId } = workload;
  const code = codeOf(workload, version);
  const commit = commitOf(stage, workload, version);
  const { id, attempt } = startRun(stage, { ...commit, version: "main" });
  const run = { id, attempt, startedBy: STARTER };
  const origin = { ...commit, version: mainBuildVersion(run), workload: name, repositoryId, run };
  const clients = deployerOf(stage, workload, "dev", origin.version);
  const artifact = await published(clients, stage.settings.dev, workload, origin.version, code);
  const named = { ...artifact, ...namedEvidence(`${name} ${origin.version}`) };
  const release = releaseOf(stage, workload, origin, named);
  const built = { release, workload, code, attestations: [] };
  behave(stage, built, "healthy");
  await releasesOf(stage.settings.dev, clients).put(release);
  return built;
}

/** The commit of a workload's repository that the tag of a version names. */
function commitOf({ settings }: Stage, { name, repository }: Workload, version: string): Commit {
  const [, digest = ""] = digestOf(`commit of ${name} ${version}`).split(":");
  return {
    repository: `${settings.prod.github.organization}/${repository}`,
    commit: digest.slice(0, 40),
    version,
  };
}

/** What is released of a workload at this moment, from where its build says, with one artifact. */
function releaseOf(
  stage: Stage,
  workload: Workload,
  origin: Commit & Pick<Release, "run">,
  artifact: unknown,
  change: Release["change"] = {
    type: "standard",
    risk: "low",
    summary: `${workload.name} ${origin.version}`,
  },
): Release {
  return parseRelease({
    schema: 1,
    ...origin,
    kind: workload.kind,
    app: workload.app,
    taggedAt: stage.clock.now().toISOString(),
    artifacts: [artifact],
    flags: Object.keys(workload.flags),
    ...("migrations" in workload && workload.migrations && { migrations: NO_HARM }),
    change,
  });
}

/** The releases of stg, as the run that delivers a version there reads them. */
export function storedReleases(stage: Stage, workload: Workload, version: string): Releases {
  return releasesOf(stage.settings.stg, deployerOf(stage, workload, "stg", version));
}

/** AWS as the job reaches it that delivers a workload's version into an environment. */
function deployerOf(
  stage: Stage,
  workload: Workload,
  environment: Environment,
  version: string,
): AwsClients {
  const { endpoint, accounts } = stage;
  const credentials = deployCredentials(stage, workload, environment, version);
  return new AwsClients({ region: accounts[environment].region, endpoint, credentials });
}

function releasesOf(settings: Settings, clients: AwsClients): Releases {
  return s3Releases(clients, { of: async () => platformNames(settings) });
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
