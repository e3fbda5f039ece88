import { S3 } from "@aws-sdk/client-s3";
import { parseRelease, releaseId, releaseText } from "../../../delivery/decisions/release/release";
import { parseEvent } from "../../../delivery/ledger/events";
import { manifest } from "../../delivery/decisions/release/fixture";
import { type PlatformWorld, START } from "./platform-world";

const BUCKET = "nc-platform-dev-artifacts-111111111111";

/** Stores the manifest of a release, and says in the ledger that it is being promoted into dev. */
export async function putPromotion(
  here: PlatformWorld,
  change: Parameters<typeof manifest>[0] & { readonly workload: string },
  phase: "deploying" | "migrating",
): Promise<void> {
  const { workload } = change;
  const release = parseRelease(manifest(change));
  const s3 = new S3({ ...here.administrator, forcePathStyle: true });
  const Key = `${workload}/manifest/${release.version}/release.json`;
  await s3.putObject({ Bucket: BUCKET, Key, Body: releaseText(release) });
  s3.destroy();
  const common = {
    at: START.toISOString(),
    environment: "dev",
    app: "Neurocipher",
    workload,
    writer: "a test",
    release: releaseId(release),
  };
  const { version, commit, taggedAt } = release;
  await here.ledger.record(
    parseEvent({ ...common, type: "release-made", version, commit, taggedAt }),
  );
  await here.ledger.record(
    parseEvent({ ...common, type: "promotion-phase", promotion: "p-1", phase }),
  );
}
