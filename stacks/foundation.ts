import type * as pulumi from "@pulumi/pulumi";
import { ArtifactStore } from "../components/delivery/artifact-store";
import { TerraformState } from "../components/delivery/terraform-state";
import { DeployRole } from "../components/identity/deploy-role";
import { GitHubOidcProvider } from "../components/identity/github-oidc-provider";
import { PermissionsBoundary } from "../components/identity/permissions-boundary";
import { PreviewRole } from "../components/identity/preview-role";
import { Network } from "../components/network/network";
import { EncryptionKeys } from "../components/security/encryption-keys";
import type { Catalog } from "../infra/catalog/workload";
import { deployRoleArn } from "../infra/naming/roles";
import { PLATFORM, scopeOf } from "../infra/scope";
import type { Settings } from "../infra/settings/parse";

/** What every workload of an environment stands on, made once. */
export type Foundation = ReturnType<typeof foundation>;

/** Makes the keys, the network, the platform's own roles and the stores of one environment. */
export function foundation(
  settings: Settings,
  catalog: Catalog,
  opts: pulumi.ComponentResourceOptions,
) {
  const scope = scopeOf(settings, PLATFORM);
  const boundary = new PermissionsBoundary("boundary", { scope }, opts);
  const permissionsBoundaryArn = boundary.arn;
  const keys = new EncryptionKeys(
    "keys",
    { scope, artifactReaders: readers(settings, catalog) },
    opts,
  );
  const network = new Network(
    "network",
    { scope, logsKeyArn: keys.arns.logs, permissionsBoundaryArn },
    opts,
  );

  const oidc = new GitHubOidcProvider("github-oidc", { scope }, opts);
  const trusted = { scope, providerArn: oidc.arn, permissionsBoundaryArn };
  new DeployRole("platform-deploy", trusted, opts);
  new PreviewRole("platform-preview", trusted, opts);

  const terraformState = new TerraformState(
    "terraform-state",
    { scope, stateKeyArn: keys.arns.state },
    opts,
  );
  const artifacts = new ArtifactStore(
    "artifacts",
    { scope, artifactsKeyArn: keys.arns.artifacts, catalog },
    opts,
  );
  return { permissionsBoundaryArn, keys, network, oidc, terraformState, artifacts };
}

/** The deploy roles of the environment that artifacts are promoted to; none where they are not. */
function readers({ promotesToAccountId }: Settings, catalog: Catalog) {
  if (promotesToAccountId === undefined || catalog.length === 0) return undefined;
  const roleArns = catalog.map(({ name }) =>
    deployRoleArn(promotesToAccountId, { service: name, environment: "prod" }),
  );
  return { accountId: promotesToAccountId, roleArns };
}
