import { deployRolling } from "../../../sandbox/cloud/deployments/ecs";
import type { PlatformWorld } from "./platform-world";

/** Image that the service runs. */
const DIGEST = `sha256:${"1".repeat(64)}`;

/** Lets the service of the tests' catalog run an image. Answers the image's digest. */
export function putRunningService({ account }: PlatformWorld): string {
  deployRolling(account.cloud, {
    service: "nc-ingest-worker-dev-service",
    digest: DIGEST,
    desiredCount: 2,
  });
  return DIGEST;
}
