// Signs an image for each case with the real tools, and keeps the bundles: node --import tsx test/supply-chain/support/record.ts
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { bundlesOfImage } from "../../../delivery/adapters/oci/referrers";
import { findSigningTools } from "../../../tools/signing-tools.mjs";
import { CASES } from "./cases";
import { RELEASE_RUN } from "./github-claims";
import { RECORDED, type Recorded } from "./recorded";
import { makeImage, openWorkshop, trustedRootOf } from "./workshop";
import { signedZip } from "./zip";

const tools = findSigningTools();
if (tools === undefined) throw new Error("the tools are not built: npm run signing-tools");
const workshop = await openWorkshop(tools);
try {
  const images: Recorded["images"] = {};
  for (const each of CASES) {
    const digest = await makeImage(workshop, each, images[CASES[0]?.name ?? ""]?.digest);
    const repository = { host: workshop.stg.host, name: "billing", scheme: "http" } as const;
    images[each.name] = { digest, bundles: await bundlesOfImage(repository, digest) };
  }
  const { path, bundles } = await signedZip(workshop, "recorded", "exports.n = 1", RELEASE_RUN);
  const zip = {
    bytes: readFileSync(path, "base64"),
    signature: readFileSync(bundles.signature, "utf8"),
    provenance: readFileSync(bundles.provenance, "utf8"),
    sbom: readFileSync(bundles.sbom, "utf8"),
  };
  mkdirSync(new URL(".", RECORDED), { recursive: true });
  const text = JSON.stringify({ trustedRoot: trustedRootOf(workshop), images, zip }, null, 2);
  writeFileSync(RECORDED, `${text}\n`);
} finally {
  await workshop.stop();
}
