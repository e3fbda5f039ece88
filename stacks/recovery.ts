import type * as pulumi from "@pulumi/pulumi";
import { ArtifactReplica } from "../components/recovery/artifact-replica";
import { ArtifactReplication } from "../components/recovery/artifact-replication";
import { ConfigReplica } from "../components/recovery/config-replica";
import { ReplicaKeys } from "../components/recovery/replica-keys";
import type { Catalog } from "../infra/catalog/workload";
import { workloadContext } from "../infra/catalog/workload";
import { contextOf, PLATFORM } from "../infra/context";
import type { Settings } from "../infra/settings/parse";
import { type environmentResources, readers } from "./environment-resources";

/** What the DR region has of an environment, made once. */
export type Recovery = ReturnType<typeof recovery>;

/**
 * Makes, where DR is on, what of an environment is in the DR region: copies of keys, artifacts and
 * config. Secrets are copied from where they are made.
 *
 * @param regions - options of what is made in each of the two regions
 */
export function recovery(
  settings: Settings,
  catalog: Catalog,
  resources: ReturnType<typeof environmentResources>,
  regions: Record<"primary" | "dr", pulumi.ComponentResourceOptions>,
) {
  const context = contextOf(settings, PLATFORM);
  const { artifacts, keyArns: primaryArns, alertTopicArns, permissionsBoundaryArn } = resources;
  const keys = new ReplicaKeys(
    "keys-dr",
    { context, primaryArns, artifactReaders: readers(settings, catalog) },
    regions.dr,
  );
  const replica = new ArtifactReplica(
    "artifacts-dr",
    { context, keyArn: keys.arns.artifacts, catalog },
    regions.dr,
  );
  new ArtifactReplication(
    "artifact-replication",
    {
      context,
      source: artifacts,
      replica,
      alertTopicArns,
      permissionsBoundaryArn,
      keyArns: { source: primaryArns.artifacts, replica: keys.arns.artifacts },
    },
    regions.primary,
  );
  for (const workload of catalog) {
    new ConfigReplica(
      `${workload.name}-dr`,
      {
        context: workloadContext(settings, workload),
        workload,
        keyArn: keys.arns.config,
      },
      regions.dr,
    );
  }
  return { keyArns: keys.arns, replica };
}
