// Signs artifacts for each case with the real tools, and keeps the bundles: node --import tsx test/supply-chain/support/record.ts
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundlesOfImage } from "../../../delivery/adapters/oci/referrers";
import { type Release, releaseText } from "../../../delivery/decisions/release/release";
import { findSigningTools } from "../../../tools/setup/signing-tools.mjs";
import { CASES } from "./cases";
import { PLAN_RUN, signedPlan } from "./plan";
import { RECORDED, type Recorded } from "./recorded";
import { RELEASE_RUN } from "./release-run";
import { releaseOfPlan, releaseOfZip } from "./releases";
import { makeImage, openWorkshop, trustedRootOf } from "./workshop";
import { makeZip, type SignedZip, textsOf } from "./zip";

const tools = findSigningTools();
if (tools === undefined) throw new Error("the tools are not built: npm run signing-tools");
const workshop = await openWorkshop(tools);

/** The bundle beside a release's manifest. */
async function manifestBundle(release: Release): Promise<string> {
  const path = join(workshop.folder, "release.json");
  writeFileSync(path, releaseText(release));
  await workshop.cosign.signBlob(path, `${path}.sigstore.json`, RELEASE_RUN);
  return readFileSync(`${path}.sigstore.json`, "utf8");
}

try {
  const images: Recorded["images"] = {};
  const zips: Recorded["zips"] = {};
  let good: SignedZip | undefined;
  for (const each of CASES) {
    const digest = await makeImage(workshop, each, images[CASES[0]?.name ?? ""]?.digest);
    const repository = { host: workshop.stg.host, name: "billing", scheme: "http" } as const;
    images[each.name] = { digest, bundles: await bundlesOfImage(repository, digest) };
    const zip = await makeZip(workshop, each, good);
    good ??= zip;
    const bytes = readFileSync(zip.path);
    const bundles = textsOf(zip);
    const manifest = await manifestBundle(releaseOfZip(bytes, Object.values(bundles)));
    zips[each.name] = { bytes: bytes.toString("base64"), bundles, manifest };
  }
  const manifest = await manifestBundle(releaseOfPlan("stg"));
  const plans: Recorded["plans"] = {
    "signed by the workflow that plans": {
      ...(await signedPlan(workshop, PLAN_RUN, "stg")),
      manifest,
    },
    "signed by the workflow that builds": {
      ...(await signedPlan(workshop, RELEASE_RUN, "stg")),
      manifest,
    },
    "made for another environment": {
      ...(await signedPlan(workshop, PLAN_RUN, "prod")),
      manifest,
    },
  };
  mkdirSync(new URL(".", RECORDED), { recursive: true });
  const trustedRoot = trustedRootOf(workshop);
  const text = JSON.stringify({ trustedRoot, images, zips, plans }, null, 2);
  writeFileSync(RECORDED, `${text}\n`);
} finally {
  await workshop.stop();
}
