import { createHash } from "node:crypto";
import { S3, type S3ClientConfig } from "@aws-sdk/client-s3";
import type { Artifacts } from "../../../delivery/ports/artifacts";
import type { Environment } from "../../../infra/environments";
import { platformNames } from "../../../infra/naming/platform-names";
import { reproducibleZip } from "../../../infra/reproducible-zip";
import { holds, present } from "../check";
import type { Stage } from "../stage";

/** A zip of a function. */
export interface Zip {
  /** In an artifact bucket. */
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly sha256: Buffer;
}

/** What the build of a workload's version makes. */
export function zipOf(workload: string, version: string): Zip {
  const bytes = reproducibleZip({ "index.mjs": Buffer.from(`// ${workload} ${version}\n`) });
  return { key: `${workload}/zip/${version}.zip`, bytes, sha256: sha256(bytes) };
}

/** The artifact bucket of an environment, as whoever has these credentials reaches it. */
export function zipBucket(
  { accounts, endpoint }: Stage,
  environment: Environment,
  credentials: S3ClientConfig["credentials"],
) {
  const { id: accountId, region } = accounts[environment];
  const s3 = new S3({ region, endpoint, credentials });
  const Bucket = platformNames({ environment, accountId }).artifactBucket;
  return {
    /** @param VersionId - @default - the newest version */
    async get(Key: string, VersionId?: string): Promise<Uint8Array> {
      const { Body } = await s3.getObject({ Bucket, Key, VersionId });
      return present(`s3://${Bucket}/${Key}`, Body).transformToByteArray();
    },
    /** Answers the version of the object. */
    async put(Key: string, Body: Uint8Array): Promise<string> {
      const { VersionId } = await s3.putObject({ Bucket, Key, Body });
      return present(`the version of s3://${Bucket}/${Key}`, VersionId);
    },
  };
}

/**
 * Brings the zip of a release into prod's bucket, as stg has it, by its version there (CI/CL-002 §15): in the other
 * environments the build has put it.
 */
export function zipArtifacts(
  stage: Stage,
  environment: Environment,
  credentials: S3ClientConfig["credentials"],
): Artifacts {
  return {
    async copy({ artifacts }) {
      if (environment !== "prod") return;
      const tested = zipBucket(stage, "stg", credentials);
      for (const each of artifacts) {
        if (each.type !== "zip") continue;
        const { key, versionId } = each;
        const bytes = await tested.get(key, versionId);
        holds(`the SHA-256 of ${key}`, sha256(bytes).toString("hex"), each.sha256);
        await zipBucket(stage, environment, credentials).put(key, bytes);
      }
    },
  };
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
