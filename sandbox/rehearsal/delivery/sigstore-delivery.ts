import { promotedImages } from "../../../delivery/adapters/oci/promoted-images";
import { bundlesOfImage } from "../../../delivery/adapters/oci/referrers";
import { sigstoreAttestations } from "../../../delivery/adapters/signing/sigstore-attestations";
import { sigstoreSigning } from "../../../delivery/adapters/signing/sigstore-signing";
import { sigstoreVerification } from "../../../delivery/adapters/signing/sigstore-verification";
import { verifierOf } from "../../../delivery/adapters/signing/trusted-root";
import { verifiedPromotion } from "../../../delivery/adapters/signing/verified-promotion";
import type { Delivery } from "../../../delivery/assembly/delivery";
import { type Release, releaseId } from "../../../delivery/decisions/release/release";
import { signerOf } from "../../../delivery/decisions/release/signers";
import type { Artifacts } from "../../../delivery/ports/artifacts";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { ISSUER } from "../../supply-chain/fulcio-config";
import type { Stage } from "../stage";
import type { Sigstore } from "./sigstore";
import type { zipBucket } from "./zips";

/** Where artifacts are read. */
type Holder = Parameters<Sigstore["repositoryIn"]>[0];

/**
 * How a release that was signed with the real tools is verified, copied into prod and attested to; `undefined` of
 * another.
 *
 * @param simulated - brings the artifact into the environment's simulated registry or bucket too, from where it is deployed
 * @param zips - reads a zip in the bucket of an environment
 */
export function sigstoreDelivery(
  { sigstore, settings }: Pick<Stage, "sigstore" | "settings">,
  release: Release,
  environment: Delivery["environment"],
  simulated: Artifacts,
  zips: (holder: Holder) => Pick<ReturnType<typeof zipBucket>, "get">,
): Pick<Delivery, "artifacts" | "attestations" | "signing" | "verification"> | undefined {
  const manifest = sigstore?.bundleOf(release);
  if (sigstore === undefined || manifest === undefined) return undefined;
  const { tools, urls } = sigstore.workshop;
  const verifier = verifierOf(sigstore.trustedRoot());
  const { github } = settings.prod;
  const signers = {
    workflowOf: (signed: Parameters<typeof signerOf>[0]) => signerOf(signed, github),
    issuer: ISSUER,
  };
  const attestationsIn = (holder: Holder) => {
    const repository = sigstore.repositoryIn(holder, release.workload);
    const source = {
      bundlesOfImage: (digest: string) => bundlesOfImage(repository, digest),
      bundlesOfManifest: async (sha256: string) =>
        `sha256:${sha256}` === releaseId(release) ? [manifest] : [],
      blob: async (artifact: Release["artifacts"][number]) => {
        if (artifact.type !== "zip") {
          const problem = formatProblem("artifacts", artifact.type, "an image or a zip");
          throw new InvalidInput(release.workload, [problem]);
        }
        const { key, versionId, sha256 } = artifact;
        const bytes = await zips(holder).get(key, holder === "stg" ? versionId : undefined);
        return { bytes: Buffer.from(bytes), bundles: sigstore.bundlesOfZip(sha256) };
      },
    };
    return sigstoreAttestations(verifier, signers, source, environment);
  };
  const place = (holder: Holder) => ({
    name: `${release.workload} in ${holder}`,
    attestations: attestationsIn(holder),
  });
  const from = sigstore.repositoryIn("stg", release.workload);
  const to = sigstore.repositoryIn("prod", release.workload);
  const images = promotedImages({ oras: tools.oras, from, to });
  const shipsImage = release.artifacts.some(({ type }) => type === "image");
  return {
    attestations: attestationsIn("stg"),
    artifacts:
      environment === "prod"
        ? verifiedPromotion(
            place("stg"),
            place("prod"),
            shipsImage ? [images, simulated] : [simulated],
          )
        : simulated,
    signing: sigstoreSigning({
      fulcioUrl: urls.fulcio,
      timestampUrl: urls.timestamps,
      token: async () => sigstore.token("bake", release),
    }),
    verification: sigstoreVerification(verifier, ISSUER),
  };
}
