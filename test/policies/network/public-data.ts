/** Each way to make what holds data public, as {@link PUBLIC} has them. */
export const PUBLIC_DATA: [title: string, type: string, props: object, says: RegExp][] = [
  [
    "a database's snapshot for everyone",
    "aws:rds/snapshot:Snapshot",
    { sharedAccounts: ["111111111111", "all"] },
    /^sharedAccounts\.\* is all/,
  ],
  [
    "a cluster's snapshot for everyone",
    "aws:rds/clusterSnapshot:ClusterSnapshot",
    { sharedAccounts: ["all"] },
    /is all/,
  ],
  [
    "a public image repository",
    "aws:ecrpublic/repository:Repository",
    {},
    /^it is a repository of images for everyone/,
  ],
  [
    "a public database",
    "aws:rds/instance:Instance",
    { publiclyAccessible: true },
    /^publiclyAccessible is true/,
  ],
  [
    "a public member of a database cluster",
    "aws:rds/clusterInstance:ClusterInstance",
    { publiclyAccessible: true },
    /is true/,
  ],
  ["a warehouse that says nothing", "aws:redshift/cluster:Cluster", {}, /^publiclyAccessible/],
  [
    "a public warehouse without servers",
    "aws:redshiftserverless/workgroup:Workgroup",
    { publiclyAccessible: true },
    /is true/,
  ],
  ["a search domain outside a VPC", "aws:opensearch/domain:Domain", {}, /^vpcOptions is not given/],
  [
    "brokers with public addresses",
    "aws:msk/cluster:Cluster",
    {
      brokerNodeGroupInfo: {
        connectivityInfo: { publicAccess: { type: "SERVICE_PROVIDED_EIPS" } },
      },
    },
    /publicAccess\.type is SERVICE_PROVIDED_EIPS/,
  ],
  [
    "a copied snapshot for everyone",
    "aws:rds/snapshotCopy:SnapshotCopy",
    { sharedAccounts: ["all"] },
    /is all/,
  ],
  [
    "a search domain of the older type",
    "aws:elasticsearch/domain:Domain",
    {},
    /^vpcOptions is not/,
  ],
  [
    "a public graph database",
    "aws:neptune/clusterInstance:ClusterInstance",
    { publiclyAccessible: true },
    /is true/,
  ],
  [
    "a migration that says nothing",
    "aws:dms/replicationInstance:ReplicationInstance",
    {},
    /^publiclyAccessible is not given/,
  ],
  [
    "a notebook with its own way out",
    "aws:sagemaker/notebookInstance:NotebookInstance",
    {},
    /^directInternetAccess is not given/,
  ],
  [
    "a user of a cache without a password",
    "aws:elasticache/user:User",
    { noPasswordRequired: true },
    /^noPasswordRequired is true/,
  ],
];
