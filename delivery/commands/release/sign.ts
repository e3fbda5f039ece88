import { z } from "zod";
import { readStackFile } from "../../../infra/settings/stack-file";
import {
  artifactBucketOf,
  bundleFolderOf,
  bundleNameOf,
} from "../../adapters/aws/artifacts/account-artifacts";
import { publishFile } from "../../adapters/aws/artifacts/published-files";
import { verb } from "../../cli/verb";
import { parseReleaseText, releaseId } from "../../decisions/release/release";
import { accountOf } from "../account";
import { readTextFile } from "../files";
import { dryRun, environment } from "../options";
import { withSigner } from "./signer";

/** `nc release sign`: signs a release's manifest, whose bundle lies beside those of its artifacts. */
export const releaseSign = verb({
  summary: "Signs the manifest of a release, and stores the bundle in an environment.",
  example: "nc release sign release.json --environment stg",
  input: z.strictObject({
    file: z.string().min(1).meta({ description: "the manifest, as nc release create wrote it" }),
    environment: environment.exclude(["prod"]).meta({ description: "where the release is stored" }),
    dryRun,
  }),
  positional: ["file"],
  answer: z.strictObject({ id: z.string(), key: z.string(), signed: z.boolean() }),
  waits: { for: "cosign and its services" },
  async run(input, session) {
    const release = parseReleaseText(readTextFile("<file>", input.file), input.file);
    const id = releaseId(release);
    const folder = bundleFolderOf(release.workload, id.replace("sha256:", ""));
    const key = `${folder}${bundleNameOf("signature")}`;
    if (!input.dryRun) {
      const { settings } = readStackFile(session.project, input.environment);
      const { clients } = accountOf(input.environment, session);
      const { supplyChain } = session;
      const bytes = supplyChain
        ? await supplyChain.signManifest(release)
        : await withSigner(input.environment, session, (cosign) => cosign.signBlob(input.file));
      await publishFile(clients, { bucket: artifactBucketOf(settings), key, bytes });
    }
    return {
      result: "pass",
      answer: { id, key, signed: !input.dryRun },
      lines: [`${id}: ${input.dryRun ? "would be signed" : "signed"}`],
    };
  },
});
