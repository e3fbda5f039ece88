import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { LEDGER_BY_TIME } from "../../infra/naming/platform-names";
import { platformArns } from "../identity/arns";
import { allow, type Statement } from "../identity/statement";
import { auditKeyPermissions } from "./handled-events";
import { issuesAppPermissions } from "./issues-app";
import { PlatformFunction, type PlatformFunctionArgs } from "./platform-function";

const COMPONENT = "close-incident";

export interface CloseIncidentArgs
  extends Pick<PlatformFunctionArgs, "context" | "environmentResources"> {
  /** JSON text of `functions/support/workloads.ts`: the workloads of the catalog. */
  workloads: string;
  /** Name of the ledger's table. */
  ledgerName: pulumi.Input<string>;
  /** ARN of the secret of the GitHub App. */
  appArn: pulumi.Input<string>;
}

/** The function that closes the incidents whose root-cause tickets are closed (CI/CL-002 §14). */
export function closeIncident(
  name: string,
  { context, environmentResources, workloads, ledgerName, appArn }: CloseIncidentArgs,
  opts: pulumi.CustomResourceOptions,
): PlatformFunction {
  return new PlatformFunction(
    name,
    {
      context,
      component: COMPONENT,
      description: "Closes each incident whose root-cause ticket is closed",
      statements: closeIncidentPermissions(context),
      variables: { GITHUB_APP: appArn, LEDGER: ledgerName },
      files: { "workloads.json": workloads },
      timeout: 120,
      environmentResources,
    },
    opts,
  );
}

/** Reads the open incidents and what ended them, resolves OpsItems, and writes the ledger. */
export function closeIncidentPermissions(context: Context): Statement[] {
  const { ledger, regional } = platformArns(context);
  return [
    allow(
      "Deployments",
      "codedeploy",
      ["GetDeployment"],
      regional("codedeploy", "deploymentgroup:nc-*"),
    ),
    // Composite alarms are seen with `*` alone (CloudWatch API, DescribeAlarms).
    allow("Alarms", "cloudwatch", ["DescribeAlarms"], "*"),
    // AWS takes no resource for it.
    allow("OpenIncidents", "ssm", ["DescribeOpsItems"], "*"),
    allow("Incidents", "ssm", ["UpdateOpsItem"], regional("ssm", "opsitem/*")),
    allow("Ledger", "dynamodb", ["PutItem"], ledger),
    allow("LedgerByTime", "dynamodb", ["Query"], `${ledger}/index/${LEDGER_BY_TIME}`),
    auditKeyPermissions(context),
    ...issuesAppPermissions(context),
  ];
}
