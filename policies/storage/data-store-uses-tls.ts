import { demandRule, demandTable, mustBe } from "../support/demands";
import { ciCl002 } from "../support/frameworks";
import { each } from "../support/unknowns";

export const dataStoreUsesTls = demandRule({
  name: "data-store-uses-tls",
  description: "Data stores accept connections by TLS alone, also between their own nodes.",
  why: "What is read in plain text can be read, and changed, on its way.",
  remediationSteps: "Turn on encryption in transit, as the store's type names it.",
  severity: "high",
  framework: ciCl002("§9"),
  demands: demandTable({
    "aws:dax/cluster:Cluster": [
      mustBe(({ clusterEndpointEncryptionType }) => clusterEndpointEncryptionType, "TLS"),
    ],
    "aws:docdb/clusterParameterGroup:ClusterParameterGroup": [
      mustBe(({ parameters }) => parameterOf(parameters, "tls") ?? "enabled", "enabled", "tls1.2+"),
    ],
    "aws:ecs/taskDefinition:TaskDefinition": [
      mustBe(
        ({ volumes }) =>
          each(volumes).map((volume) =>
            volume?.efsVolumeConfiguration === undefined
              ? "ENABLED"
              : volume.efsVolumeConfiguration.transitEncryption,
          ),
        "ENABLED",
      ),
    ],
    "aws:elasticache/replicationGroup:ReplicationGroup": [
      mustBe(({ transitEncryptionEnabled }) => transitEncryptionEnabled, true),
    ],
    "aws:elasticsearch/domain:Domain": [
      mustBe(({ domainEndpointOptions }) => domainEndpointOptions?.enforceHttps, true),
      mustBe(({ nodeToNodeEncryption }) => nodeToNodeEncryption?.enabled, true),
    ],
    "aws:memorydb/cluster:Cluster": [mustBe(({ tlsEnabled }) => tlsEnabled ?? true, true)],
    "aws:msk/cluster:Cluster": [
      mustBe(
        // TLS is the default of both.
        ({ encryptionInfo }) => encryptionInfo?.encryptionInTransit?.clientBroker ?? "TLS",
        "TLS",
      ),
      mustBe(({ encryptionInfo }) => encryptionInfo?.encryptionInTransit?.inCluster ?? true, true),
    ],
    "aws:opensearch/domain:Domain": [
      mustBe(({ domainEndpointOptions }) => domainEndpointOptions?.enforceHttps, true),
      mustBe(
        ({ domainEndpointOptions }) => domainEndpointOptions?.tlsSecurityPolicy,
        "Policy-Min-TLS-1-2-2019-07",
        "Policy-Min-TLS-1-2-PFS-2023-10",
      ),
      mustBe(({ nodeToNodeEncryption }) => nodeToNodeEncryption?.enabled, true),
    ],
    "aws:rds/clusterParameterGroup:ClusterParameterGroup": [
      mustBe(({ parameters }) => parameterOf(parameters, "rds.force_ssl") ?? "1", "1", 1),
      mustBe(
        ({ parameters }) => parameterOf(parameters, "require_secure_transport") ?? "ON",
        "ON",
        "1",
        1,
      ),
    ],
    "aws:rds/parameterGroup:ParameterGroup": [
      mustBe(({ parameters }) => parameterOf(parameters, "rds.force_ssl") ?? "1", "1", 1),
      mustBe(
        ({ parameters }) => parameterOf(parameters, "require_secure_transport") ?? "ON",
        "ON",
        "1",
        1,
      ),
    ],
    "aws:rds/proxy:Proxy": [mustBe(({ requireTls }) => requireTls, true)],
    "aws:redshift/parameterGroup:ParameterGroup": [
      mustBe(({ parameters }) => parameterOf(parameters, "require_ssl"), "true"),
    ],
  }),
});

/** The value of a parameter of a group, by its name; nothing where the group does not set it. */
function parameterOf(
  parameters: Iterable<{ readonly name?: unknown; readonly value?: unknown }> | undefined,
  name: string,
): unknown {
  return each(parameters).find((one) => one?.name === name)?.value;
}
