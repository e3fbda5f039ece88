import { createHash } from "node:crypto";
import { formatProblem, InvalidInput } from "../../../../infra/problems";
import type { Artifacts } from "../../../ports/artifacts";
import type { Attestations } from "../../../ports/attestations";
import { refuseUnverified } from "../../signing/refuse-unverified";
import type { ArtifactSource } from "../../signing/sigstore-attestations";
import type { AwsClients } from "../clients";
import { isNamed } from "../errors";
import {
  type ArtifactAccount,
  artifactBucketOf,
  BUNDLES,
  bundleKeyOf,
  keyOf,
} from "./account-artifacts";

/** Where files are promoted from, and where to. */
export interface PromotedFiles {
  readonly clients: AwsClients;
  readonly source: ArtifactSource;
  readonly to: ArtifactAccount;
  /** What is attached to files there, verified. */
  readonly attestations: { readonly from: Attestations; readonly to: Attestations };
}

/**
 * Promotes zips and wheels, with the bundles beside them, from one artifact bucket to another (CI/CL-002 §15). All is
 * verified where it comes from, and again where it has arrived; the bytes that are written are those that were read,
 * and have the release's SHA-256. What is there already is left as it is.
 */
export function promotedFiles({ clients, source, to, attestations }: PromotedFiles): Artifacts {
  const bucket = artifactBucketOf(to);
  return {
    async copy(release) {
      const { workload } = release;
      // A Terraform plan is for one environment, and stays there.
      const files = release.artifacts.flatMap((each) =>
        each.type === "zip" || each.type === "wheel" ? [each] : [],
      );
      if (files.length === 0) return;
      const digests = files.map(({ sha256 }) => `sha256:${sha256}`);
      refuseUnverified(await attestations.from.of(release), digests, "where it comes from");
      for (const file of files) {
        const { bytes, bundles } = await source.blob(file, release);
        const got = createHash("sha256").update(bytes).digest("hex");
        if (got !== file.sha256) {
          const problem = formatProblem("sha256", got, file.sha256);
          throw new InvalidInput(keyOf(file, workload), [problem]);
        }
        await putOnce(clients, bucket, keyOf(file, workload), bytes);
        for (const [index, bundle] of bundles.entries()) {
          const kind = BUNDLES[index];
          if (kind === undefined) continue;
          await putOnce(clients, bucket, bundleKeyOf(file, workload, kind), Buffer.from(bundle));
        }
      }
      refuseUnverified(await attestations.to.of(release), digests, `s3://${bucket}`);
    },
  };
}

async function putOnce(
  clients: AwsClients,
  bucket: string,
  key: string,
  bytes: Buffer,
): Promise<void> {
  const s3 = await clients.s3();
  const put = s3.putObject({
    Bucket: bucket,
    Key: key,
    Body: bytes,
    ChecksumSHA256: createHash("sha256").update(bytes).digest("base64"),
    IfNoneMatch: "*",
  });
  await put.catch((error: unknown) => {
    if (!isNamed(error, "PreconditionFailed")) throw error;
  });
}
