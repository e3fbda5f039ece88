import { createHash } from "node:crypto";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { Artifacts } from "../../ports/artifacts";
import type { AwsClients } from "./clients";

/**
 * Promotes zips from one artifact bucket into another: those versions that the release names, by their SHA-256
 * (CI/CL-002 §15).
 */
export function promotedZips(clients: AwsClients, from: string, to: string): Artifacts {
  return {
    async copy({ artifacts }) {
      const s3 = await clients.s3();
      for (const artifact of artifacts) {
        if (artifact.type !== "zip") continue;
        const { key: Key, versionId: VersionId, sha256 } = artifact;
        const { Body } = await s3.getObject({ Bucket: from, Key, VersionId });
        const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
        const found = createHash("sha256").update(bytes).digest("hex");
        if (found !== sha256) {
          const subject = `s3://${from}/${Key}`;
          throw new InvalidInput(subject, [formatProblem("its SHA-256", found, sha256)]);
        }
        await s3.putObject({ Bucket: to, Key, Body: bytes });
      }
    },
  };
}
