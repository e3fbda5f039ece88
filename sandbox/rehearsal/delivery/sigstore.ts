import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AwsClients } from "../../../delivery/adapters/aws/clients";
import { evidenceIn } from "../../../delivery/adapters/build/attested";
import { type Cosign, withCosign } from "../../../delivery/adapters/signing/cosign";
import { provenancePredicate } from "../../../delivery/adapters/signing/provenance";
import { publishArtifact } from "../../../delivery/adapters/signing/publish-artifact";
import { type Release, releaseId, releaseText } from "../../../delivery/decisions/release/release";
import { signerOf } from "../../../delivery/decisions/release/signers";
import { CALLER } from "../../../delivery/decisions/workflows/caller";
import type { Settings } from "../../../infra/settings/parse";
import { type Image, writeLayout } from "../../supply-chain/image";
import { succeed } from "../../supply-chain/processes";
import type { Workshop } from "../../supply-chain/workshop";

/** A release before it has artifacts. */
type Origin = Pick<
  Release,
  "commit" | "repository" | "repositoryId" | "run" | "version" | "workload"
>;

type Evidence = Pick<
  Extract<Release["artifacts"][number], { type: "image" }>,
  "provenance" | "sbom"
>;

/** Releases that are signed with cosign and described with syft; images are copied with oras. */
export class Sigstore {
  private readonly manifests = new Map<string, string>();
  private readonly ofZips = new Map<string, readonly string[]>();

  /** @param github - the platform's organization and repository, whose workflows sign */
  constructor(
    readonly workshop: Workshop,
    private readonly github: Settings["github"],
  ) {}

  /** The signed manifest of a release, a bundle; `undefined` of one that the simulated GitHub has signed. */
  bundleOf(release: Release): string | undefined {
    return this.manifests.get(releaseId(release));
  }

  /**
   * Puts an image into stg's registry, signed, with its provenance and with the SBOM that syft makes of it: as the
   * workflow that releases does it.
   *
   * @param clients - of stg
   * @returns what the release's manifest says of it
   */
  async publish(origin: Origin, image: Image, clients: AwsClients): Promise<Evidence> {
    const { folder, tools } = this.workshop;
    const own = mkdtempSync(join(folder, "published-"));
    const layout = join(own, "image");
    const digest = writeLayout(layout, image);
    const predicates = await this.predicates("image", origin, `oci-dir:${layout}`);
    const { commit, version, workload } = origin;
    const place = {
      clients,
      bucket: "",
      registry: () => this.repositoryIn("stg", workload),
      workload,
      version,
      commit,
      oras: tools.oras,
      run: { env: process.env, signal: new AbortController().signal },
    };
    const { sha256, bundles } = await this.signing(origin, (cosign) =>
      publishArtifact({ type: "image", digest, folder: layout }, layout, predicates, place, cosign),
    );
    return evidenceOf(own, sha256, bundles);
  }

  /**
   * Signs a zip, with its provenance and with the SBOM that syft makes of it, as the workflow that releases does it; the
   * bundles are kept.
   *
   * @returns what the release's manifest says of it
   */
  async signZip(
    origin: Origin,
    zip: { readonly bytes: Uint8Array; readonly sha256: Buffer },
  ): Promise<Evidence> {
    const own = mkdtempSync(join(this.workshop.folder, "zip-"));
    const file = join(own, "function.zip");
    writeFileSync(file, zip.bytes);
    const { provenance, sbom } = await this.predicates("zip", origin, `file:${file}`);
    const bundles = await this.signing(origin, async (cosign) => ({
      signature: await cosign.signBlob(file),
      provenance: await cosign.attestBlob(file, "slsaprovenance1", provenance),
      sbom: await cosign.attestBlob(file, "spdxjson", sbom),
    }));
    const sha256 = zip.sha256.toString("hex");
    this.ofZips.set(sha256, Object.values(bundles));
    return evidenceOf(own, sha256, bundles);
  }

  /** The bundles of a zip that {@link signZip} has signed. */
  bundlesOfZip(sha256: string): readonly string[] {
    return this.ofZips.get(sha256) ?? [];
  }

  /** Signs the manifest of a release, and keeps the bundle. */
  async signManifest(release: Release): Promise<void> {
    const file = join(mkdtempSync(join(this.workshop.folder, "manifest-")), "release.json");
    writeFileSync(file, releaseText(release));
    const bundle = await this.signing(release, (cosign) => cosign.signBlob(file));
    this.manifests.set(releaseId(release), bundle);
  }

  /** The repository of a workload in a registry of the workshop. */
  repositoryIn(environment: "stg" | "prod", workload: string) {
    return { host: this.workshop[environment].host, name: workload, scheme: "http" as const };
  }

  /** Text of the root that the workshop's services are trusted by. */
  trustedRoot(): string {
    return readFileSync(this.workshop.trust.trustedRoot, "utf8");
  }

  /** What is attested of an artifact: how it was made, and what syft finds in it. */
  private async predicates(signed: "image" | "zip", origin: Origin, scanned: string) {
    const { repository, repositoryId, commit, version, run } = origin;
    const sbom = await succeed(
      this.workshop.tools.syft,
      ["scan", scanned, "--output", "spdx-json", "--quiet"],
      { SYFT_CHECK_FOR_APP_UPDATE: "false" },
    );
    const provenance = provenancePredicate({
      repository,
      repositoryId,
      commit,
      ref: `refs/tags/${version}`,
      run,
      workflow: signerOf(signed, this.github),
      path: CALLER,
    });
    return { provenance: JSON.stringify(provenance), sbom };
  }

  private signing<T>(origin: Origin, work: (cosign: Cosign) => Promise<T>): Promise<T> {
    const { tools, trust, urls } = this.workshop;
    return withCosign(
      {
        program: tools.cosign,
        fulcioUrl: urls.fulcio,
        timestampUrl: urls.timestamps,
        trustedRoot: trust.trustedRoot,
        env: { PATH: process.env.PATH, SIGSTORE_ID_TOKEN: this.token("image", origin) },
        signal: new AbortController().signal,
      },
      work,
    );
  }

  /** A token of the run of a release, in the workflow that signs something. */
  token(signed: Parameters<typeof signerOf>[0], origin: Origin): string {
    const { repository, repositoryId, commit, version } = origin;
    const ref = `refs/tags/${version}`;
    const workflow = signerOf(signed, this.github);
    return this.workshop.token({ repository, repositoryId, ref, commit, workflow });
  }
}

/** What a manifest says of the signed statements on an artifact, whose bundles are laid into a folder. */
async function evidenceOf(
  folder: string,
  sha256: string,
  bundles: Readonly<Record<string, string>>,
): Promise<Evidence> {
  mkdirSync(join(folder, sha256));
  for (const [kind, text] of Object.entries(bundles)) {
    writeFileSync(join(folder, sha256, `${kind}.sigstore.json`), text);
  }
  return {
    provenance: await evidenceIn(folder, sha256, "provenance"),
    sbom: await evidenceIn(folder, sha256, "sbom"),
  };
}
