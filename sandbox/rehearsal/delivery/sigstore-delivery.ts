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
import { InvalidInput } from "../../../infra/problems";
import { ISSUER } from "../../supply-chain/fulcio-config";
import type { Stage } from "../stage";
import type { Sigstore } from "./sigstore";

/**
 * How a release that was signed with the real tools is verified, copied into prod and attested to; `undefined` of
 * another.
 *
 * @param simulated - brings the image into the environment's simulated registry too, from where it is deployed
 */
export function sigstoreDelivery(
  { sigstore, settings }: Pick<Stage, "sigstore" | "settings">,
  release: Release,
  environment: Delivery["environment"],
  simulated: Artifacts,
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
  const attestationsIn = (holder: Parameters<Sigstore["repositoryIn"]>[0]) => {
    const repository = sigstore.repositoryIn(holder, release.workload);
    const source = {
      bundlesOfImage: (digest: string) => bundlesOfImage(repository, digest),
      bundlesOfManifest: async (sha256: string) =>
        `sha256:${sha256}` === releaseId(release) ? [manifest] : [],
      blob: async () => {
        throw new InvalidInput(release.workload, ["artifacts: expected an image alone"]);
      },
    };
    return sigstoreAttestations(verifier, signers, source, environment);
  };
  const place = (holder: "stg" | "prod") => ({
    name: `${release.workload} in the registry of ${holder}`,
    attestations: attestationsIn(holder),
  });
  const from = sigstore.repositoryIn("stg", release.workload);
  const to = sigstore.repositoryIn("prod", release.workload);
  const images = promotedImages({ oras: tools.oras, from, to });
  return {
    attestations: attestationsIn("stg"),
    artifacts:
      environment === "prod"
        ? verifiedPromotion(place("stg"), place("prod"), [images, simulated])
        : simulated,
    signing: sigstoreSigning({
      fulcioUrl: urls.fulcio,
      timestampUrl: urls.timestamps,
      token: async () => sigstore.token("bake", release),
    }),
    verification: sigstoreVerification(verifier, ISSUER),
  };
}
