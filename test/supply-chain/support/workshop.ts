import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findSigningTools } from "../../../tools/signing-tools.mjs";
import { type Case, PROVENANCE, SBOM } from "./cases";
import { Cosign } from "./cosign";
import { pushImage } from "./image";
import { execute, type Server, succeed } from "./processes";
import { type Registry, startRegistry } from "./registry";
import { ALONE, type SigningServices, startSigningServices } from "./signing-services";
import { type Trust, writeTrust } from "./trust";

type Tools = NonNullable<ReturnType<typeof findSigningTools>>;

/** All that signs on one machine: services, tools and two registries. */
export interface Workshop extends Server {
  readonly tools: Tools;
  readonly folder: string;
  readonly trust: Trust;
  readonly cosign: Cosign;
  /** Where Fulcio and the timestamp authority answer. */
  readonly urls: SigningServices["urls"];
  /** A token of a run. */
  readonly token: SigningServices["token"];
  /** Registries of stg and prod. */
  readonly stg: Registry;
  readonly prod: Registry;
}

/**
 * Opens a workshop for the tests of `suite`. Where the machine has not the tools, or no network namespaces, they are
 * shown as skipped, and the reason is printed.
 */
export async function workshopFor(suite: Mocha.Context): Promise<Workshop> {
  const tools = findSigningTools();
  const alone = await execute("unshare", [...ALONE, "true"]);
  const why =
    tools === undefined
      ? "cosign and what belongs to it are not built: npm run signing-tools"
      : alone.ok
        ? undefined
        : `no network namespace of its own: ${alone.stderr.trim()}`;
  if (tools === undefined || why !== undefined) {
    console.log(`    skipped: ${why}`);
    return suite.skip();
  }
  return openWorkshop(tools);
}

/** Opens a workshop in a folder of its own. */
export async function openWorkshop(tools: Tools): Promise<Workshop> {
  const folder = mkdtempSync(join(tmpdir(), "nc-supply-chain-"));
  const services = await startSigningServices(folder, tools);
  const trust = await writeTrust(tools.cosign, services.urls, folder);
  const [stg, prod] = await Promise.all([
    startRegistry(tools.registry, join(folder, "stg")),
    startRegistry(tools.registry, join(folder, "prod")),
  ]);
  const token = services.token.bind(services);
  return {
    tools,
    folder,
    trust,
    stg,
    prod,
    urls: services.urls,
    token,
    cosign: new Cosign({ cosign: tools.cosign, folder, trust, token }),
    async stop() {
      await Promise.all([services.stop(), stg.stop(), prod.stop()]);
      rmSync(folder, { recursive: true });
    },
  };
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
