import { artifactBucketOf } from "../../delivery/adapters/aws/artifacts/account-artifacts";
import { readBundles, writeBundle } from "../../delivery/adapters/aws/artifacts/objects";
import { promotedFiles } from "../../delivery/adapters/aws/artifacts/promoted-files";
import {
  refuseUnverified,
  verifiedPromotion,
} from "../../delivery/adapters/signing/verified-promotion";
import type { ArtifactPlace, SupplyChain } from "../../delivery/assembly/supply-chain";
import { artifactDigest } from "../../delivery/decisions/release/artifacts-for";
import { type Release, releaseId } from "../../delivery/decisions/release/release";
import { type Signed, signerOf } from "../../delivery/decisions/release/signers";
import type { Artifacts } from "../../delivery/ports/artifacts";
import type { Attestations } from "../../delivery/ports/attestations";
import type { Catalog } from "../../infra/catalog/workload";
import type { Environment } from "../../infra/environments";
import { workloadNames } from "../../infra/naming/workload-names";
import { formatProblem, InvalidInput } from "../../infra/problems";
import type { Settings } from "../../infra/settings/parse";
import type { World } from "../api/world";
import {
  attestation,
  PREDICATE_TYPES,
  rehearsedAttestations,
} from "../rehearsal/delivery/attestations";
import { putImage, readImage } from "../rehearsal/delivery/images";
import { rehearsedSigning, rehearsedVerification } from "../rehearsal/delivery/signing";
import { publishSimulated } from "./publish";

/** Whose supply chain is simulated. */
export interface SimulatedSupplyChainArgs extends Pick<World, "issuerSecret"> {
  readonly catalog: Catalog;
  readonly settings: (environment: Environment) => Settings;
}

/**
 * The supply chain of simulated accounts: who signs has the keys of the rehearsal's signers, and the registry has
 * manifests alone. What is attached to an image lies beside files, in the artifact bucket.
 */
export function simulatedSupplyChain(args: SimulatedSupplyChainArgs): SupplyChain {
  const { catalog, settings } = args;
  const signerFor = (workload: string) => (signed: Signed) => ({
    identity: signerOf(signed, settings("prod").github),
    repositoryId: repositoryIdOf(catalog, workload),
  });
  const signing = (signed: Signed, workload: string) =>
    rehearsedSigning(args, signerFor(workload)(signed));
  const verification = rehearsedVerification(args);
  const attestationsIn = (holder: Environment, place: ArtifactPlace): Attestations => ({
    async of(release) {
      const { clients, environment, workload } = place;
      const bucket = artifactBucketOf(settings(holder));
      const found = await Promise.all(
        digestsOf(release).map((each) => readBundles(clients, bucket, workload, each)),
      );
      const bundles = found.flat().map(({ text }) => text);
      const signers = signerFor(workload);
      return rehearsedAttestations(verification, bundles, signers, environment).of(release);
    },
  });
  const sourceOf = ({ environment }: ArtifactPlace) =>
    environment === "prod" ? "stg" : environment;
  return {
    signing,
    verification,
    attestations: (place) => attestationsIn(sourceOf(place), place),
    artifacts(place) {
      const named = (holder: Environment) => ({
        name: `the artifacts in ${holder}`,
        attestations: attestationsIn(holder, place),
      });
      const { environment, clients } = place;
      if (environment !== "prod") {
        return { copy: (release) => refuseUnverified(named(environment), release) };
      }
      const [from, to] = [settings("stg"), settings("prod")];
      const files = promotedFiles(clients, from, to);
      return verifiedPromotion(named("stg"), named("prod"), [imagesToProd(place, from, to), files]);
    },
    publish: (made, path, predicates, place) =>
      publishSimulated(made, path, predicates, {
        ...place,
        bucket: artifactBucketOf(settings(place.environment)),
        sign: (statement) => signing(made.type, place.workload).sign(statement),
      }),
    signManifest: (release) =>
      signing("manifest", release.workload).sign(
        attestation(releaseId(release), PREDICATE_TYPES.signature),
      ),
  };
}

/** Copies images by digest from stg's registry to prod's, with what is attached to them in the buckets. */
function imagesToProd(
  { clients, workload }: ArtifactPlace,
  from: Settings,
  to: Settings,
): Artifacts {
  const repositoryIn = ({ environment }: Settings) =>
    workloadNames({ service: workload, environment }).repository;
  return {
    async copy(release) {
      for (const artifact of release.artifacts) {
        if (artifact.type !== "image") continue;
        const ecr = await clients.ecr();
        const tested = {
          registryId: from.accountId,
          repositoryName: repositoryIn(from),
          imageDigest: artifact.digest,
        };
        await putImage(ecr, repositoryIn(to), await readImage(ecr, tested), release.version);
        const sha256 = sha256Of(artifact.digest);
        const beside = { clients, bucket: artifactBucketOf(to), workload, sha256 };
        for (const each of await readBundles(clients, artifactBucketOf(from), workload, sha256)) {
          await writeBundle(beside, each.bundle, each.text);
        }
      }
    },
  };
}

/** SHA-256 of a release's manifest, and of each of its artifacts. */
function digestsOf(release: Release): readonly string[] {
  return [releaseId(release), ...release.artifacts.map(artifactDigest)].map(sha256Of);
}

function sha256Of(digest: string): string {
  return digest.replace("sha256:", "");
}

function repositoryIdOf(catalog: Catalog, workload: string): number {
  const found = catalog.find(({ name }) => name === workload);
  if (found) return found.repositoryId;
  const want = `one of ${catalog.map(({ name }) => name).join(", ")}`;
  throw new InvalidInput("the catalog", [formatProblem("workload", workload, want)]);
}
