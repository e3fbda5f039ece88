import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { partsOf } from "../../../infra/catalog/links/offers";
import type { Workload } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { fullName, shorten } from "../../../infra/naming/names";
import { workloadNames } from "../../../infra/naming/workload-names";
import { LIVE } from "../function/versioned-function";
import { grantsPolicy } from "./grants";
import { linkStatements } from "./link-statements";
import {
  type ResolvedLink,
  runsAsFunction,
  runtimeRoleArn,
  runtimeRoleName,
  targetContext,
} from "./link-target";

/** Longest id of a statement of a function's policy (Lambda API, AddPermission). */
const STATEMENT_MAX = 100;

export interface LinksArgs {
  /** Context of the caller: it gives names, tags and settings. */
  context: Context;
  /** The caller's entry in the catalog, with its grants. */
  workload: Workload;
  /** Its links, each with its target. */
  links: readonly ResolvedLink[];
  /** Id of the security group of the caller's tasks or function, `sg-...`. */
  securityGroupId: pulumi.Input<string>;
}

/**
 * Opens the links of one caller (docs/links.md): what its role may do, what the policies of functions
 * say of it, and the ports between it and databases. Beside them are its grants. It waits for the caller and for what it reaches:
 * give them as `dependsOn`.
 */
export class Links extends pulumi.ComponentResource {
  constructor(name: string, args: LinksArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:Links", name, {}, opts);
    const { context, workload, links } = args;
    const child = { parent: this };

    const statements = links.flatMap((each) => linkStatements(context, each));
    const role = runtimeRoleName(context, workload);
    if (statements.length > 0) {
      new aws.iam.RolePolicy(
        name,
        {
          name: context.name("aws:iam/rolePolicy:RolePolicy", "links"),
          role,
          policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements }),
        },
        child,
      );
    }
    for (const { link, target } of links) {
      const { to, verb, resource } = link;
      if (verb === "invoke" || (verb === "start" && runsAsFunction(target.workload))) {
        new aws.lambda.Permission(
          `${name}-${verb}-${to}`,
          {
            statementId: shorten(fullName(context, `link-${verb}`), STATEMENT_MAX),
            action: "lambda:InvokeFunction",
            function: workloadNames(targetContext(context, target)).function,
            qualifier: LIVE,
            principal: runtimeRoleArn(context, workload),
          },
          child,
        );
      }
      if (verb === "connect" && resource !== undefined)
        databasePort(name, args, { link, target }, child);
    }
    if (workload.grants.length > 0) grantsPolicy(`${name}-grants`, { context, workload }, child);
    this.registerOutputs({});
  }
}

/** Opens the port of a database: out of the caller's security group, and into the database's. */
function databasePort(
  name: string,
  { context, securityGroupId: caller }: LinksArgs,
  { link, target }: ResolvedLink,
  opts: pulumi.CustomResourceOptions,
): void {
  const { name: database } = partsOf(link.resource ?? "");
  const group = target.databaseSecurityGroupIds?.[database];
  const port = target.workload.kind === "terraform" && target.workload.owns.databases[database];
  if (group === undefined || !port) throw new Error(`${link.to} has no database ${database}`);
  const key = `${name}-${link.to}-${database}`;
  const tags = context.tags("links");
  const rule = { ipProtocol: "tcp", fromPort: port, toPort: port };
  new aws.vpc.SecurityGroupEgressRule(
    key,
    {
      securityGroupId: caller,
      description: `Database ${database} of ${link.to}`,
      referencedSecurityGroupId: group,
      ...rule,
      tags,
    },
    opts,
  );
  new aws.vpc.SecurityGroupIngressRule(
    key,
    {
      securityGroupId: group,
      description: context.service,
      referencedSecurityGroupId: caller,
      ...rule,
      tags,
    },
    opts,
  );
}
