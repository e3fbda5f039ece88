import { type Demand, demandRule, demandTable, mustBe, mustBeAtLeast } from "../support/demands";
import { controlUrl, fsbp } from "../support/frameworks";

/** Days of automatic backups that a store keeps at least (AWS control RDS.11). */
const BACKUP_DAYS = 7;

const keepsSnapshot = <I extends { readonly skipFinalSnapshot?: unknown }>(): Demand<I> =>
  mustBe<I>(({ skipFinalSnapshot }) => skipFinalSnapshot ?? false, false);

export const dataStoreIsRecoverable = demandRule({
  name: "data-store-is-recoverable",
  description: "Data stores have automatic backups, and leave a snapshot when they are deleted.",
  why: "A bad release writes bad data, and a store that was deleted by mistake takes all of it along.",
  remediationSteps: "Set the store's backup retention, and let it leave a final snapshot.",
  severity: "high",
  framework: fsbp("RDS.11", "RDS instances should have automatic backups enabled"),
  url: controlUrl("RDS.11"),
  demands: demandTable({
    "aws:docdb/cluster:Cluster": [
      mustBeAtLeast(({ backupRetentionPeriod }) => backupRetentionPeriod, BACKUP_DAYS),
      keepsSnapshot(),
    ],
    "aws:efs/backupPolicy:BackupPolicy": [
      mustBe(({ backupPolicy }) => backupPolicy?.status, "ENABLED"),
    ],
    "aws:elasticache/replicationGroup:ReplicationGroup": [
      mustBeAtLeast(({ snapshotRetentionLimit }) => snapshotRetentionLimit, 1),
    ],
    "aws:kinesis/stream:Stream": [
      // Hours; AWS's default is also its least.
      mustBeAtLeast(({ retentionPeriod }) => retentionPeriod ?? 24, 24),
    ],
    "aws:memorydb/cluster:Cluster": [
      mustBeAtLeast(({ snapshotRetentionLimit }) => snapshotRetentionLimit, 1),
    ],
    "aws:neptune/cluster:Cluster": [
      mustBeAtLeast(({ backupRetentionPeriod }) => backupRetentionPeriod, BACKUP_DAYS),
      keepsSnapshot(),
    ],
    "aws:rds/cluster:Cluster": [
      mustBeAtLeast(({ backupRetentionPeriod }) => backupRetentionPeriod, BACKUP_DAYS),
      keepsSnapshot(),
    ],
    "aws:rds/instance:Instance": [
      mustBeAtLeast(({ backupRetentionPeriod }) => backupRetentionPeriod, BACKUP_DAYS),
      keepsSnapshot(),
    ],
    "aws:redshift/cluster:Cluster": [
      // AWS keeps them for one day by default.
      mustBeAtLeast(
        ({ automatedSnapshotRetentionPeriod }) => automatedSnapshotRetentionPeriod,
        BACKUP_DAYS,
      ),
      keepsSnapshot(),
    ],
  }),
});
