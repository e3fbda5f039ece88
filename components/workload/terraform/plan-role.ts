import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { deployableRef, planEnvironmentOf } from "../../../infra/github/environments";
import { DELIVERY_WORKFLOWS } from "../../../infra/github/workflows";
import { RELEASE_CONTRACT } from "../../../infra/naming/names";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { planRoleName } from "../../../infra/naming/workload-names";
import { onlyKeys, platformArns, workloadArns } from "../../identity/arns";
import { type GitHubJob, githubTrust, workflowRef } from "../../identity/github-trust";
import { allow, policyText, type Statement } from "../../identity/statement";
import { separatelyManagedInputs } from "../../separately-managed-inputs";
import { readingPermissions } from "./managed-services";
import { terraformStateReads } from "./state-access";

export interface TerraformPlanRoleArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload's entry in the catalog. */
  workload: WorkloadOf<"terraform">;
  /** ARN of this account's GitHub OIDC provider. */
  providerArn: pulumi.Input<string>;
  /** ARN of this account's permissions boundary. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/**
 * The role with which a Terraform stack is planned (CI/CL-002 §6): in dev for pull requests, whose code nobody has
 * approved yet, and elsewhere for the release that is to be approved. It reads what the stack manages, takes the
 * lock, stores the plan, and changes nothing else.
 */
export class TerraformPlanRole extends pulumi.ComponentResource {
  /** What the workflow puts in `role-to-assume`. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: TerraformPlanRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:TerraformPlanRole", name, {}, opts);
    const { context, workload } = args;
    const role = new aws.iam.Role(
      name,
      {
        name: planRoleName(context),
        description: `Plans ${context.service} in ${context.environment}, from GitHub, and changes nothing.`,
        assumeRolePolicy: githubTrust(args.providerArn, context.settings, jobOf(context, workload)),
        maxSessionDuration: 3600,
        permissionsBoundary: args.permissionsBoundaryArn,
        tags: context.tags("gha-plan-role"),
      },
      { parent: this, ignoreChanges: separatelyManagedInputs("aws:iam/role:Role") },
    );
    new aws.iam.RolePolicy(
      `${name}-plan`,
      {
        name: context.name("aws:iam/rolePolicy:RolePolicy", "gha-plan-role"),
        role: role.name,
        policy: policyText(planPermissions(context, workload)),
      },
      { parent: this },
    );
    this.arn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

/** The job that plans: of a pull request, or of a tag in the environment in which nobody is asked. */
function jobOf(context: Context, workload: WorkloadOf<"terraform">): GitHubJob {
  const { repository, repositoryId } = workload;
  const plan = planEnvironmentOf(context.settings);
  return {
    repository,
    repositoryId,
    workflowRef: workflowRef(context.settings, DELIVERY_WORKFLOWS.terraform),
    ...(plan === undefined
      ? { subject: "pull_request", ref: "refs/pull/*/merge" }
      : { subject: { environment: plan.name }, ref: deployableRef(context.environment) }),
  };
}

/** What planning the stack takes. */
export function planPermissions(
  context: Context,
  { manages }: Pick<WorkloadOf<"terraform">, "manages">,
): Statement[] {
  const { artifactBucket, keys } = platformArns(context);
  const { configPrefix } = workloadArns(context);
  const plans = `${context.service}/plan/*`;
  const alias = platformKeyAlias(context.environment, "artifacts");
  return [
    ...terraformStateReads(context.settings, context.service),
    ...readingPermissions(context, manages),
    allow("ReleaseContract", "ssm", ["GetParameter"], `${configPrefix}${RELEASE_CONTRACT}`),
    allow("StorePlan", "s3", ["GetObject", "PutObject"], `${artifactBucket}/${plans}`),
    // What terraform.yml signs of it (docs/decisions/0041).
    allow("SignPlan", "s3", ["PutObject"], `${artifactBucket}/${context.service}/attestations/*`),
    allow("FindPlans", "s3", ["ListBucket"], artifactBucket, {
      StringLike: { "s3:prefix": plans },
    }),
    allow(
      "PlanKey",
      "kms",
      ["Decrypt", "GenerateDataKey"],
      keys,
      onlyKeys(context, [alias], ["s3"]),
    ),
  ];
}
