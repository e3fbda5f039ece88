import type { ReleaseContract } from "../../infra/release/contract";
import { wheelIndex } from "../adapters/aws/artifacts/wheel-index";
import { s3Releases } from "../adapters/aws/releases";
import type { Artifacts } from "../ports/artifacts";
import type { Delivery } from "./delivery";

/**
 * Brings a release into the environment of a delivery: its artifacts, then its wheels into the index that they are
 * installed from, and last its manifest. A build of main, which dev gets, has no version of its own, and an index takes
 * each version once: its wheels go into none.
 */
export function deliveredArtifacts(
  { artifacts, clients, environment, settings }: DeliveredTo,
  contract: ReleaseContract,
): Artifacts {
  const copies = [
    artifacts,
    ...(environment === "dev" ? [] : [wheelIndex(clients, settings, contract.wheels)]),
  ];
  const releases = s3Releases(clients, { of: async () => contract });
  return {
    async copy(release) {
      for (const each of copies) await each.copy(release);
      await releases.put(release);
    },
  };
}

/** Where a release is delivered to, and what copies it there. */
type DeliveredTo = Pick<Delivery, "artifacts" | "clients" | "environment" | "settings">;
