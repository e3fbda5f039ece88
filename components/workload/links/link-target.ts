import type * as pulumi from "@pulumi/pulumi";
import type { Link } from "../../../infra/catalog/links/fields";
import { linkVariable } from "../../../infra/catalog/links/variables";
import { factsOf, identityOf, type Workload } from "../../../infra/catalog/workload";
import { type Context, contextOf } from "../../../infra/context";
import { workloadNames } from "../../../infra/naming/workload-names";
import { platformArns } from "../../identity/arns";

/** What a link needs of the workload that it reaches. */
export interface LinkTarget {
  readonly workload: Workload;
  /** HTTP API of a function. @default - it has none */
  readonly httpApi?:
    | {
        /** Host name, which is called over HTTPS. */
        readonly host: pulumi.Output<string>;
        /** `arn:aws:execute-api:<region>:<account>:<api>`. */
        readonly executionArn: pulumi.Output<string>;
      }
    | undefined;
  /** Ids of the security groups of a Terraform stack's databases, by name. @default - it has none */
  readonly databaseSecurityGroupIds?: Readonly<Record<string, pulumi.Output<string>>> | undefined;
}

/** A link of one caller, with its target. */
export interface ResolvedLink {
  readonly link: Link;
  readonly target: LinkTarget;
}

/** The context of a link's target, in the environment of its caller: no link leaves that. */
export function targetContext(caller: Context, { workload }: LinkTarget): Context {
  return contextOf(caller.settings, identityOf(workload));
}

/** Name of the environment variable that holds the target's address. */
export function variableName({ link, target }: ResolvedLink): string {
  return linkVariable(link, runsAsFunction(target.workload));
}

/** Whether a workload is a Lambda function, as a job can be too. */
export function runsAsFunction(workload: Workload): boolean {
  return factsOf(workload).lambda !== undefined;
}

/** Name of the role that the code of `workload` runs with. */
export function runtimeRoleName(context: Context, workload: Workload): string {
  const { functionRole, taskRole } = workloadNames(context);
  return runsAsFunction(workload) ? functionRole : taskRole;
}

/** ARN of that role. */
export function runtimeRoleArn(context: Context, workload: Workload): string {
  return platformArns(context).iam(`role/${runtimeRoleName(context, workload)}`);
}
