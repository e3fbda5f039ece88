import { dataStoreUsesTls } from "../../../policies/storage/data-store-uses-tls";
import { type Case, judges, LATER } from "../../support/violations";

const GROUP = "aws:rds/parameterGroup:ParameterGroup";
const SEARCH = "aws:opensearch/domain:Domain";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const BROKERS = "aws:msk/cluster:Cluster";
const WAREHOUSE = "aws:redshift/parameterGroup:ParameterGroup";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";

const parameters = (type: string, name: string, value: string | number): Case => ({
  type,
  props: {
    parameters: [
      { name: "x", value: "0" },
      { name, value },
    ],
  },
});
const search = (changes: object): Case => ({
  type: SEARCH,
  props: {
    domainEndpointOptions: {
      enforceHttps: true,
      tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07",
    },
    nodeToNodeEncryption: { enabled: true },
    ...changes,
  },
});
const files = (transitEncryption?: string): Case => ({
  type: TASK,
  props: { volumes: [{ name: "tmp" }, { efsVolumeConfiguration: { transitEncryption } }] },
});
const brokers = (encryptionInTransit: object): Case => ({
  type: BROKERS,
  props: { encryptionInfo: { encryptionInTransit } },
});

judges(dataStoreUsesTls, {
  "passes a cache with TLS": { type: CACHE, props: { transitEncryptionEnabled: true } },
  "refuses a cache without": { type: CACHE, props: {}, says: [/^transitEncryptionEnabled is not/] },
  "passes a search domain with TLS": search({}),
  "refuses HTTP of a search domain": {
    ...search({
      domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" },
    }),
    says: [/^domainEndpointOptions\.enforceHttps is not given/],
  },
  "refuses its TLS 1.0": {
    ...search({
      domainEndpointOptions: {
        enforceHttps: true,
        tlsSecurityPolicy: "Policy-Min-TLS-1-0-2019-07",
      },
    }),
    says: [/tlsSecurityPolicy is Policy-Min-TLS-1-0/],
  },
  "refuses plain text between its nodes": {
    ...search({ nodeToNodeEncryption: { enabled: false } }),
    says: [/^nodeToNodeEncryption\.enabled is false/],
  },
  "passes brokers by default": { type: BROKERS, props: {} },
  "refuses brokers with plain text": {
    ...brokers({ clientBroker: "TLS_PLAINTEXT" }),
    says: [/clientBroker is TLS_PLAINTEXT: set it to TLS$/],
  },
  "refuses plain text between brokers": {
    ...brokers({ inCluster: false }),
    says: [/inCluster is false/],
  },
  "passes parameters that say nothing of TLS": parameters(GROUP, "y", "0"),
  "passes forced TLS": parameters(GROUP, "rds.force_ssl", "1"),
  "refuses PostgreSQL without TLS": {
    ...parameters(GROUP, "rds.force_ssl", "0"),
    says: [/is 0: set it to 1/],
  },
  "refuses MySQL without TLS": {
    ...parameters(GROUP, "require_secure_transport", "OFF"),
    says: [/is OFF: set it to ON/],
  },
  "refuses a cluster of databases without TLS": {
    ...parameters("aws:rds/clusterParameterGroup:ClusterParameterGroup", "rds.force_ssl", "0"),
    says: [/is 0/],
  },
  "refuses documents without TLS": {
    ...parameters("aws:docdb/clusterParameterGroup:ClusterParameterGroup", "tls", "disabled"),
    says: [/is disabled: set it to enabled/],
  },
  "passes a warehouse with TLS": parameters(WAREHOUSE, "require_ssl", "true"),
  "refuses a warehouse that says nothing of TLS": {
    ...parameters(WAREHOUSE, "y", "0"),
    says: [/is not given: set it to true/],
  },
  "refuses a proxy without TLS": { type: "aws:rds/proxy:Proxy", props: {}, says: [/^requireTls/] },
  "refuses MemoryDB without TLS": {
    type: "aws:memorydb/cluster:Cluster",
    props: { tlsEnabled: false },
    says: [/^tlsEnabled is false/],
  },
  "refuses DAX without TLS": {
    type: "aws:dax/cluster:Cluster",
    props: {},
    says: [/^clusterEndpointEncryptionType/],
  },
  "passes files by TLS, and other volumes": files("ENABLED"),
  "refuses files in plain text": { ...files(), says: [/transitEncryption is not given/] },
  "refuses a search domain of the older type": {
    type: "aws:elasticsearch/domain:Domain",
    props: {},
    says: [/^domainEndpointOptions\.enforceHttps/, /^nodeToNodeEncryption\.enabled/],
  },
  "refuses MySQL's cluster without TLS": {
    ...parameters(
      "aws:rds/clusterParameterGroup:ClusterParameterGroup",
      "require_secure_transport",
      "OFF",
    ),
    says: [/is OFF/],
  },
  "passes what is unknown": { type: CACHE, props: { transitEncryptionEnabled: LATER } },
  "passes TLS of an accelerator": {
    type: "aws:dax/cluster:Cluster",
    props: { clusterEndpointEncryptionType: "TLS" },
  },
  "refuses an accelerator without": {
    type: "aws:dax/cluster:Cluster",
    props: {},
    says: [/^clusterEndpointEncryptionType is not given: set it to TLS$/],
  },
  ...Object.fromEntries(
    ["enabled", "tls1.2+"].map((value) => [
      `passes documents with tls ${value}`,
      parameters("aws:docdb/clusterParameterGroup:ClusterParameterGroup", "tls", value),
    ]),
  ),
  "passes a group of documents that says nothing": {
    type: "aws:docdb/clusterParameterGroup:ClusterParameterGroup",
    props: {},
  },
  "passes a search domain of the older service": {
    type: "aws:elasticsearch/domain:Domain",
    props: {
      domainEndpointOptions: { enforceHttps: true },
      nodeToNodeEncryption: { enabled: true },
    },
  },
  "passes memory that says nothing": { type: "aws:memorydb/cluster:Cluster", props: {} },
  "passes memory with TLS": { type: "aws:memorydb/cluster:Cluster", props: { tlsEnabled: true } },
  "refuses memory without": {
    type: "aws:memorydb/cluster:Cluster",
    props: { tlsEnabled: false },
    says: [/^tlsEnabled is false: set it to true$/],
  },
  "passes forward secrecy": search({
    domainEndpointOptions: {
      enforceHttps: true,
      tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10",
    },
  }),
  ...Object.fromEntries(
    [GROUP, "aws:rds/clusterParameterGroup:ClusterParameterGroup"].flatMap((type) =>
      ["ON", "1", 1].map((value) => [
        `passes require_secure_transport ${typeof value} ${value} in ${type}`,
        parameters(type, "require_secure_transport", value),
      ]),
    ),
  ),
  ...Object.fromEntries(
    [GROUP, "aws:rds/clusterParameterGroup:ClusterParameterGroup"].flatMap((type) =>
      ["1", 1].map((value) => [
        `passes rds.force_ssl ${typeof value} ${value} in ${type}`,
        parameters(type, "rds.force_ssl", value),
      ]),
    ),
  ),
  "passes a proxy with TLS": { type: "aws:rds/proxy:Proxy", props: { requireTls: true } },
});
