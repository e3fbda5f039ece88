import type * as pulumi from "@pulumi/pulumi";
import type { AlertRoute } from "../infra/alerts";
import type { Hook } from "../infra/naming/platform-names";
import type { KeyPurpose } from "./security/key-policy";

/** What the workloads of an environment share: made once by `stacks/environment-resources.ts`. */
export interface EnvironmentResources {
  /** ARN of the environment's KMS key by its folder in `functions/`. */
  readonly keyArns: Readonly<Record<KeyPurpose, pulumi.Output<string>>>;
  /** ARN of the managed policy that is the permissions boundary of every role. */
  readonly permissionsBoundaryArn: pulumi.Output<string>;
  /** ARNs of the topics that alarms notify, by route. */
  readonly alertTopicArns: Readonly<Record<AlertRoute, pulumi.Output<string>>>;
  readonly network: {
    readonly vpcId: pulumi.Output<string>;
    /** Where tasks and functions run, one in each zone. */
    readonly privateSubnetIds: pulumi.Output<string[]>;
    /** Security group of the interface endpoints. */
    readonly endpointSecurityGroupId: pulumi.Output<string>;
  };
  readonly artifacts: {
    readonly bucketName: pulumi.Output<string>;
    readonly bucketArn: pulumi.Output<string>;
    /** URL of each workload's ECR repository, by the workload's name. */
    readonly imageUrls: Readonly<Record<string, pulumi.Output<string>>>;
  };
  /** Where Terraform keeps its state and its locks. */
  readonly terraformState: {
    readonly bucketName: pulumi.Output<string>;
    readonly keyArn: pulumi.Output<string>;
    readonly tableName: pulumi.Output<string>;
  };
  /** The ECS cluster that all share. */
  readonly cluster: { readonly name: pulumi.Output<string>; readonly arn: pulumi.Output<string> };
  readonly loadBalancer: {
    /** `app/<name>/<id>`: the value of the metrics' dimension. */
    readonly arnSuffix: pulumi.Output<string>;
    readonly securityGroupId: pulumi.Output<string>;
    /** HTTPS, port 443. */
    readonly productionListenerArn: pulumi.Output<string>;
    /** HTTPS, for a new version before it has traffic. */
    readonly testListenerArn: pulumi.Output<string>;
    readonly testPort: number;
  };
  /** ARN of the function that a deployment calls for each purpose. */
  readonly hookArns: Readonly<Record<Hook, pulumi.Output<string>>>;
}

/** What one workload reads at run time: its parameters and secrets, by key. */
export interface WorkloadConfig {
  readonly parameterArns: Readonly<Record<string, pulumi.Output<string>>>;
  readonly secretArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** What only earlier revisions read, which may still run. @default - nothing */
  readonly former?: {
    /** Keys of parameters. */
    readonly parameters: readonly string[];
    /** Keys of secrets. */
    readonly secrets: readonly string[];
    /** ARNs of repositories of other images than the workload's own. */
    readonly repositoryArns: readonly string[];
  };
}
