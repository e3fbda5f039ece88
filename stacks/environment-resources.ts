import type * as pulumi from "@pulumi/pulumi";
import { ArtifactStore } from "../components/artifacts/artifact-store";
import { TerraformState } from "../components/artifacts/terraform-state";
import { AuditTrail } from "../components/audit/audit-trail";
import { BreakGlassDetection } from "../components/audit/break-glass-detection";
import { ControlChangeAlarms } from "../components/audit/control-change-alarms";
import { DeliveryTables } from "../components/audit/delivery-tables";
import type { EnvironmentResources } from "../components/environment-resources";
import { BreakGlassRole } from "../components/identity/break-glass-role";
import { DeployRole } from "../components/identity/deploy-role";
import { DriftRole } from "../components/identity/drift-role";
import { GitHubOidcProvider } from "../components/identity/github-oidc-provider";
import { PermissionsBoundary } from "../components/identity/permissions-boundary";
import { PreviewRole } from "../components/identity/preview-role";
import { ExistingNetwork } from "../components/network/existing-network";
import { Network } from "../components/network/network";
import { AlertTopics } from "../components/observe/alert-topics";
import { CanaryScript } from "../components/observe/canary/canary-script";
import { Cluster } from "../components/runtime/cluster";
import { LoadBalancer } from "../components/runtime/load-balancer";
import { EncryptionKeys } from "../components/security/encryption-keys";
import { AccountPublicAccessBlock } from "../components/storage/account-public-access-block";
import type { Shapes } from "../infra/catalog/shape";
import type { Catalog } from "../infra/catalog/workload";
import { contextOf, PLATFORM } from "../infra/context";
import { CANARY_LOG_GROUPS, CLUSTER_LOG_GROUP } from "../infra/naming/platform-names";
import { deployRoleArn } from "../infra/naming/workload-names";
import type { Settings } from "../infra/settings/parse";
import { sharedFlagResources } from "./flags";

/**
 * Makes what the workloads of an environment share, and the platform's own roles: keys, network,
 * stores, the cluster and the load balancer.
 *
 * @param shapes - those that the environment serves, by workload
 * @param guards - what is made before any role trusts a job of GitHub
 */
export function environmentResources(
  settings: Settings,
  catalog: Catalog,
  shapes: ReadonlyMap<string, Shapes>,
  guards: readonly pulumi.Resource[],
  opts: pulumi.ComponentResourceOptions,
) {
  const context = contextOf(settings, PLATFORM);
  const boundary = new PermissionsBoundary("boundary", { context }, opts);
  const permissionsBoundaryArn = boundary.arn;
  new AccountPublicAccessBlock("public-access", { context }, opts);
  const keys = new EncryptionKeys(
    "keys",
    {
      context,
      artifactReaders: readers(settings, catalog),
      logGroups: [`/nc/${settings.environment}/*`, CLUSTER_LOG_GROUP, CANARY_LOG_GROUPS],
    },
    opts,
  );
  const { vpc } = settings.adopt;
  const inNetwork = { context, logsKeyArn: keys.arns.logs, permissionsBoundaryArn };
  const network = vpc
    ? new ExistingNetwork("network", { ...inNetwork, vpc }, opts)
    : new Network("network", inNetwork, opts);

  // Every role that a job may assume takes its ARN, and so waits for the guards too.
  const oidc = new GitHubOidcProvider(
    "github-oidc",
    { context },
    { ...opts, dependsOn: [...guards] },
  );
  const trusted = { context, providerArn: oidc.arn, permissionsBoundaryArn };
  new DeployRole("platform-deploy", trusted, opts);
  new BreakGlassRole("break-glass", { context, permissionsBoundaryArn }, opts);
  new PreviewRole("platform-preview", trusted, opts);
  new DriftRole("drift", trusted, opts);

  const terraformState = new TerraformState(
    "terraform-state",
    { context, stateKeyArn: keys.arns.state },
    opts,
  );
  const tables = new DeliveryTables(
    "delivery-tables",
    { context, auditKeyArn: keys.arns.audit },
    opts,
  );
  const artifacts = new ArtifactStore(
    "artifacts",
    { context, artifactsKeyArn: keys.arns.artifacts, wheelsKeyArn: keys.arns.wheels, catalog },
    opts,
  );

  const alerts = new AlertTopics(
    "alerts",
    { context, messagingKeyArn: keys.arns.messaging, permissionsBoundaryArn },
    opts,
  );
  const trail = new AuditTrail(
    "audit-trail",
    {
      context,
      auditKeyArn: keys.arns.audit,
      logsKeyArn: keys.arns.logs,
      permissionsBoundaryArn,
    },
    opts,
  );
  new ControlChangeAlarms(
    "control-changes",
    { context, logGroupName: trail.logGroupName, alertTopicArns: alerts.arns },
    opts,
  );
  new BreakGlassDetection(
    "break-glass-detection",
    {
      context,
      alertTopicArns: alerts.arns,
      messagingKeyArn: keys.arns.messaging,
      permissionsBoundaryArn,
    },
    { ...opts, dependsOn: trail },
  );
  const cluster = new Cluster("cluster", { context, logsKeyArn: keys.arns.logs }, opts);
  const { vpcId, publicSubnetIds: subnetIds, natAddresses } = network;
  const loadBalancer = new LoadBalancer(
    "load-balancer",
    { context, vpcId, subnetIds, natAddresses },
    opts,
  );
  // Dev has no synthetic tests.
  const canaryScript =
    settings.environment === "dev"
      ? undefined
      : new CanaryScript("synthetic-check", { context, bucketName: artifacts.bucketName }, opts);
  return {
    keyArns: keys.arns,
    permissionsBoundaryArn,
    oidcProviderArn: oidc.arn,
    alertTopicArns: alerts.arns,
    network,
    artifacts,
    terraformState,
    tables,
    cluster: { name: cluster.clusterName, arn: cluster.arn },
    loadBalancer,
    canaryScript,
    flags: sharedFlagResources(settings, catalog, shapes, keys.arns, opts),
  } satisfies Omit<EnvironmentResources, "hookArns"> & Record<string, unknown>;
}

/** The deploy roles of the environment that artifacts are promoted to; none where they are not. */
export function readers({ promotesToAccountId }: Settings, catalog: Catalog) {
  if (promotesToAccountId === undefined || catalog.length === 0) return undefined;
  const roleArns = catalog.map(({ name }) =>
    deployRoleArn(promotesToAccountId, { service: name, environment: "prod" }),
  );
  return { accountId: promotesToAccountId, roleArns };
}
