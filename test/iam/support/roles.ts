import { DeployRole } from "../../../components/identity/deploy-role";
import { DriftRole } from "../../../components/identity/drift-role";
import { GitHubOidcProvider } from "../../../components/identity/github-oidc-provider";
import { PermissionsBoundary } from "../../../components/identity/permissions-boundary";
import { PreviewRole } from "../../../components/identity/preview-role";
import { PublishRole } from "../../../components/identity/publish-role";
import { deliveryPermissions } from "../../../components/workload/delivery-permissions";
import { TerraformPlanRole } from "../../../components/workload/terraform/plan-role";
import { type Catalog, identityOf } from "../../../infra/catalog/workload";
import { contextOf, PLATFORM } from "../../../infra/context";
import type { Environment } from "../../../infra/environments";
import { publishEnvironmentOf } from "../../../infra/github/environments";
import type { Settings } from "../../../infra/settings/parse";
import { settingsOf } from "../../support/contexts";
import { type RecordedResource, record } from "../../support/record";

/** A policy document, as it was handed to AWS. */
export interface Document {
  readonly Version: string;
  readonly Statement: readonly { readonly [element: string]: unknown }[];
}

/** One role as AWS would have it. */
export interface Role {
  readonly arn: string;
  readonly name: string;
  readonly account: string;
  readonly environment: Environment;
  /** Its `Service` tag. */
  readonly service: string;
  readonly trust: Document;
  /** What its own policies allow: inline, and the managed ones that are attached to it. */
  readonly permissions: readonly Document[];
  /** Those of them that are managed. */
  readonly attached: readonly Document[];
  /** Its permissions boundary, by the ARN that it names. */
  readonly boundary: Document;
}

/** One role by name; that there is none is a failure. */
export function roleNamed(roles: ReadonlyMap<string, Role>, name: string): Role {
  const role = roles.get(name);
  if (role) return role;
  throw new Error(`${name} is not a role: ${[...roles.keys()].join(", ")}`);
}

/** Every role of an environment's identity components, by name. */
export async function rolesOf(
  environment: Environment,
  catalog: Catalog,
  settings = settingsOf(environment),
): Promise<ReadonlyMap<string, Role>> {
  const made = await record(() => {
    const context = contextOf(settings, PLATFORM);
    const { arn: providerArn } = new GitHubOidcProvider("github", { context });
    const { arn: permissionsBoundaryArn } = new PermissionsBoundary("boundary", { context });
    const shared = { providerArn, permissionsBoundaryArn };
    new DeployRole("platform-deploy", { context, ...shared });
    new PreviewRole("preview", { context, ...shared });
    new DriftRole("drift", { context, ...shared });
    for (const workload of catalog) {
      const own = contextOf(settings, identityOf(workload));
      const delivers = { workload, permissions: deliveryPermissions(own, workload) };
      new DeployRole(`${workload.name}-deploy`, { context: own, delivers, ...shared });
      const job = publishEnvironmentOf(settings);
      if (job) {
        new PublishRole(`${workload.name}-publish`, { context: own, workload, job, ...shared });
      }
      if (workload.kind === "terraform") {
        new TerraformPlanRole(`${workload.name}-plan`, { context: own, workload, ...shared });
      }
    }
  });
  return rolesIn(made, settings);
}

/** Every role among `made`, with what is attached to it, by name. */
export function rolesIn(
  made: readonly RecordedResource[],
  { accountId: account, environment }: Pick<Settings, "accountId" | "environment">,
): ReadonlyMap<string, Role> {
  const policies = made.filter(({ type }) => type === "aws:iam/policy:Policy");
  const inline = made.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
  const attachments = made.filter(({ type }) => type.endsWith(":RolePolicyAttachment"));
  const managed = (arn: string) => {
    const found = policies.find(
      ({ inputs }) => arn === `arn:aws:iam::${account}:policy/${inputs.name}`,
    );
    if (found) return found;
    throw new Error(`${arn} is attached, and was not made`);
  };
  return new Map(
    made
      .filter(({ type }) => type === "aws:iam/role:Role")
      .map(({ inputs }) => {
        const own = ({ inputs: { role } }: RecordedResource) => role === inputs.name;
        const attached = attachments
          .filter(own)
          .map((each) => textOf(managed(each.inputs.policyArn)));
        const role: Role = {
          account,
          environment,
          name: inputs.name,
          service: inputs.tags.Service,
          arn: `arn:aws:iam::${account}:role/${inputs.name}`,
          trust: JSON.parse(inputs.assumeRolePolicy),
          permissions: [...inline.filter(own).map(textOf), ...attached],
          attached,
          boundary: textOf(managed(inputs.permissionsBoundary)),
        };
        return [role.name, role];
      }),
  );
}

function textOf({ inputs }: RecordedResource): Document {
  return JSON.parse(inputs.policy);
}
