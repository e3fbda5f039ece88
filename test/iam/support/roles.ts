import { DeployRole } from "../../../components/identity/deploy-role";
import { GitHubOidcProvider } from "../../../components/identity/github-oidc-provider";
import { PermissionsBoundary } from "../../../components/identity/permissions-boundary";
import { PreviewRole } from "../../../components/identity/preview-role";
import { identityOf } from "../../../infra/catalog/identity";
import type { Catalog } from "../../../infra/catalog/workload";
import type { Environment } from "../../../infra/environments";
import { scopeOf } from "../../../infra/scope";
import { type Made, record } from "../../support/record";
import { scopeIn, settingsOf } from "../../support/scopes";

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
  /** What its inline policies allow. */
  readonly permissions: readonly Document[];
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
): Promise<ReadonlyMap<string, Role>> {
  const settings = settingsOf(environment);
  const made = await record(() => {
    const scope = scopeIn(environment);
    const { arn: providerArn } = new GitHubOidcProvider("github", { scope });
    const { arn: permissionsBoundaryArn } = new PermissionsBoundary("boundary", { scope });
    const shared = { providerArn, permissionsBoundaryArn };
    new DeployRole("platform-deploy", { scope, ...shared });
    new PreviewRole("preview", { scope, ...shared });
    for (const workload of catalog) {
      const own = scopeOf(settings, identityOf(workload));
      new DeployRole(`${workload.name}-deploy`, { scope: own, workload, ...shared });
    }
  });
  const account = settings.accountId;
  const policies = made.filter(({ type }) => type === "aws:iam/policy:Policy");
  const inline = made.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
  return new Map(
    made
      .filter(({ type }) => type === "aws:iam/role:Role")
      .map(({ inputs }) => {
        const boundary = policies.find(
          (policy) =>
            `arn:aws:iam::${account}:policy/${policy.inputs.name}` === inputs.permissionsBoundary,
        );
        if (!boundary) throw new Error(`${inputs.name} has no boundary that was made`);
        const role: Role = {
          ...{ account, environment, name: inputs.name, service: inputs.tags.Service },
          arn: `arn:aws:iam::${account}:role/${inputs.name}`,
          trust: JSON.parse(inputs.assumeRolePolicy),
          permissions: inline.filter((each) => each.inputs.role === inputs.name).map(textOf),
          boundary: textOf(boundary),
        };
        return [role.name, role];
      }),
  );
}

function textOf({ inputs }: Made): Document {
  return JSON.parse(inputs.policy);
}
