import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { succeed } from "../../../sandbox/supply-chain/processes";
import {
  openWorkshop as open,
  type Workshop as Services,
  type SigningTools,
  usableSigningTools,
} from "../../../sandbox/supply-chain/workshop";
import { type Case, PROVENANCE, SBOM } from "./cases";
import { Cosign } from "./cosign";
import { pushImage } from "./image";

/** All that signs on one machine: services, tools and two registries; and cosign, which the tests call. */
export interface Workshop extends Services {
  readonly cosign: Cosign;
}

/**
 * Opens a workshop for the tests of `suite`. Where the machine has not the tools, or no network namespaces, they are
 * shown as skipped, and the reason is printed.
 */
export async function workshopFor(suite: Mocha.Context): Promise<Workshop> {
  const usable = await usableSigningTools();
  if (usable.tools !== undefined) return openWorkshop(usable.tools);
  console.log(`    skipped: ${usable.why}`);
  return suite.skip();
}

/** Opens a workshop in a folder of its own. */
export async function openWorkshop(tools: SigningTools): Promise<Workshop> {
  const services = await open(tools);
  return { ...services, cosign: new Cosign({ ...services, cosign: tools.cosign }) };
}

/** A repository in stg's registry, as cosign and oras name it. */
export function repositoryOf({ stg }: Workshop): string {
  return `${stg.host}/billing`;
}

/**
 * Pushes an image for a case into stg's registry, and signs it as the case says.
 *
 * @param good - digest of the first case's image
 * @returns its digest
 */
export async function makeImage(workshop: Workshop, made: Case, good?: string): Promise<string> {
  const { cosign, folder, tools } = workshop;
  const layout = join(folder, `image-${made.name.replaceAll(" ", "-")}`);
  mkdirSync(layout);
  const repository = repositoryOf(workshop);
  const digest = await pushImage(tools.oras, layout, repository, made.name);
  const image = `${repository}@${digest}`;
  const { signature, provenance, sbom } = made.signed;
  if (made.withKey) await cosign.signWithKey(image);
  if (signature) await cosign.sign(image, signature);
  if (provenance) {
    await cosign.attest(image, "slsaprovenance1", made.provenance ?? PROVENANCE, provenance);
  }
  if (sbom) await cosign.attest(image, "spdxjson", made.sbom ?? SBOM, sbom);
  if (made.borrowed && good) await attachBundlesOf(workshop, good, image);
  return digest;
}

/** Attaches to `image` what is attached to another digest. */
async function attachBundlesOf(
  { tools, folder, stg }: Workshop,
  from: string,
  image: string,
): Promise<void> {
  const type = "application/vnd.dev.sigstore.bundle.v0.3+json";
  const plain = ["--plain-http"];
  const found = JSON.parse(
    await succeed(tools.oras, [
      "discover",
      ...plain,
      "--format",
      "json",
      `${stg.host}/billing@${from}`,
    ]),
  );
  for (const [index, { digest }] of found.referrers.entries()) {
    const manifest = JSON.parse(
      await succeed(tools.oras, ["manifest", "fetch", ...plain, `${stg.host}/billing@${digest}`]),
    );
    const blob = `${stg.host}/billing@${manifest.layers[0].digest}`;
    const path = join(folder, `borrowed-${index}.json`);
    writeFileSync(
      path,
      await succeed(tools.oras, ["blob", "fetch", ...plain, "--output", "-", blob]),
    );
    const file = `${path}:${type}`;
    await succeed(tools.oras, [
      ...["attach", ...plain, "--disable-path-validation", "--artifact-type", type, image, file],
    ]);
  }
}

/** Text of the workshop's trusted root. */
export function trustedRootOf({ trust }: Workshop): string {
  return readFileSync(trust.trustedRoot, "utf8");
}
