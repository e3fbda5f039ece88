import * as pulumi from "@pulumi/pulumi";
import type { EnvironmentResources, WorkloadConfig } from "../../components/environment-resources";
import { KEY_PURPOSES } from "../../components/security/key-policy";
import type { Workload } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import { HOOKS, hookName } from "../../infra/naming/platform-names";
import { topicsAt } from "./alert-topics";

/**
 * The resources of an environment that a workload uses: `texts` for the inputs that a test expects,
 * and the same as outputs for the component.
 */
export function testResources(context: Context, imageUrls: Record<string, string> = {}) {
  const { accountId, region } = context.settings;
  const regional = (service: string, resource: string) =>
    `arn:aws:${service}:${region}:${accountId}:${resource}`;
  const texts = {
    keyArns: Object.fromEntries(KEY_PURPOSES.map((each) => [each, regional("kms", `key/${each}`)])),
    permissionsBoundaryArn: `arn:aws:iam::${accountId}:policy/boundary`,
    alertTopicArns: topicsAt(regional("sns", "alerts")),
    network: {
      vpcId: "vpc-1",
      privateSubnetIds: ["subnet-a", "subnet-b"],
      endpointSecurityGroupId: "sg-endpoints",
    },
    artifacts: { bucketName: "artifacts", bucketArn: "arn:aws:s3:::artifacts", imageUrls },
    terraformState: {
      bucketName: "state",
      keyArn: regional("kms", "key/state"),
      tableName: "locks",
    },
    cluster: { name: "nc-core", arn: regional("ecs", "cluster/nc-core") },
    loadBalancer: {
      arnSuffix: "app/nc/1",
      securityGroupId: "sg-load-balancer",
      productionListenerArn: regional("elasticloadbalancing", "listener/app/nc/1/443"),
      testListenerArn: regional("elasticloadbalancing", "listener/app/nc/1/8443"),
      testPort: 8443,
    },
    hookArns: Object.fromEntries(
      HOOKS.map((hook) => [
        hook,
        regional("lambda", `function:${hookName(context.environment, hook)}`),
      ]),
    ),
  };
  return { texts, environmentResources: () => outputsOf(texts) as unknown as EnvironmentResources };
}

/** ARNs of the config and the secrets of a workload, as AWS would give them. */
export function configOf(context: Context, { config, secrets }: Workload): WorkloadConfig {
  const { accountId, region } = context.settings;
  const arns = (keys: object, arn: (key: string) => string) =>
    Object.fromEntries(Object.keys(keys).map((key) => [key, pulumi.output(arn(key))]));
  const location = `${region}:${accountId}`;
  return {
    parameterArns: arns(
      config,
      (key) => `arn:aws:ssm:${location}:parameter${context.configPath(key)}`,
    ),
    secretArns: arns(
      secrets,
      (key) => `arn:aws:secretsmanager:${location}:secret:${context.secretPath(key)}-abcdef`,
    ),
  };
}

/** Texts and lists of them as outputs, at any depth; numbers as they are. */
function outputsOf(value: unknown): unknown {
  if (typeof value === "string" || Array.isArray(value)) return pulumi.output(value);
  if (!(value instanceof Object)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, outputsOf(each)]));
}
