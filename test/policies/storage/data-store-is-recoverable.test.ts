import { dataStoreIsRecoverable } from "../../../policies/storage/data-store-is-recoverable";
import { judges, LATER } from "../../support/violations";

const DATABASE = "aws:rds/instance:Instance";
const database = (props: object, type = DATABASE) => ({
  type,
  props: { backupRetentionPeriod: 7, ...props },
});

judges(dataStoreIsRecoverable, {
  "passes a week of backups": database({}),
  "passes what is unknown": database({ backupRetentionPeriod: LATER, skipFinalSnapshot: LATER }),
  "refuses no backups": {
    ...database({ backupRetentionPeriod: 0 }),
    says: [/^backupRetentionPeriod is 0: set it to 7 or more$/],
  },
  "refuses a database that says nothing": { type: DATABASE, props: {}, says: [/is not given/] },
  "refuses a database that leaves no snapshot": {
    ...database({ skipFinalSnapshot: true }),
    says: [/^skipFinalSnapshot is true: set it to false$/],
  },
  ...Object.fromEntries(
    ["aws:rds/cluster:Cluster", "aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster"].map(
      (type) => [
        `refuses ${type} without backups or snapshot`,
        {
          ...database({ backupRetentionPeriod: 1, skipFinalSnapshot: true }, type),
          says: [/^backupRetentionPeriod is 1/, /^skipFinalSnapshot/],
        },
      ],
    ),
  ),
  "refuses a warehouse of one day, the default": {
    type: "aws:redshift/cluster:Cluster",
    props: {},
    says: [/^automatedSnapshotRetentionPeriod is not given/],
  },
  "refuses a cache without snapshots": {
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    props: { snapshotRetentionLimit: 0 },
    says: [/^snapshotRetentionLimit is 0/],
  },
  "refuses MemoryDB without snapshots": {
    type: "aws:memorydb/cluster:Cluster",
    props: {},
    says: [/^snapshotRetentionLimit/],
  },
  "refuses files without backups": {
    type: "aws:efs/backupPolicy:BackupPolicy",
    props: { backupPolicy: { status: "DISABLED" } },
    says: [/^backupPolicy\.status is DISABLED/],
  },
  "refuses a stream of less than a day": {
    type: "aws:kinesis/stream:Stream",
    props: { retentionPeriod: 12 },
    says: [/^retentionPeriod is 12: set it to 24 or more$/],
  },
  "refuses a warehouse that leaves no snapshot": {
    type: "aws:redshift/cluster:Cluster",
    props: { automatedSnapshotRetentionPeriod: 7, skipFinalSnapshot: true },
    says: [/^skipFinalSnapshot/],
  },
  "passes a stream by default": { type: "aws:kinesis/stream:Stream", props: {} },
  "passes files with backups": {
    type: "aws:efs/backupPolicy:BackupPolicy",
    props: { backupPolicy: { status: "ENABLED" } },
  },
  "passes one day of snapshots of a cache": {
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    props: { snapshotRetentionLimit: 1 },
  },
  "passes one day of snapshots of memory": {
    type: "aws:memorydb/cluster:Cluster",
    props: { snapshotRetentionLimit: 1 },
  },
  "passes a stream that says nothing": { type: "aws:kinesis/stream:Stream", props: {} },
  "passes a stream of a day": { type: "aws:kinesis/stream:Stream", props: { retentionPeriod: 24 } },
});
