import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { grantedResources } from "../../../infra/catalog/links/grants";
import type { Workload } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { policyText, type Statement } from "../../identity/statement";
import { runtimeRoleName } from "./link-target";

/**
 * Makes the policy with what a workload may do beyond its links. IAM itself ends each grant at the
 * beginning of its last day, in UTC, whether or not anything is deployed on that day.
 */
export function grantsPolicy(
  name: string,
  { context, workload }: { context: Context; workload: Workload },
  opts: pulumi.CustomResourceOptions,
): aws.iam.RolePolicy {
  const statements = workload.grants.map(
    (grant, index): Statement => ({
      Sid: `Grant${index + 1}`,
      Effect: "Allow",
      Action: grant.actions,
      Resource: grantedResources(grant, context.environment),
      Condition: { DateLessThan: { "aws:CurrentTime": `${grant.expires}T00:00:00Z` } },
    }),
  );
  return new aws.iam.RolePolicy(
    name,
    {
      name: context.name("aws:iam/rolePolicy:RolePolicy", "grants"),
      role: runtimeRoleName(context, workload),
      policy: policyText(statements),
    },
    opts,
  );
}
