import * as pulumi from "@pulumi/pulumi";
import { Service, type ServiceArgs } from "../../../../components/workload/service/service";
import { parseWorkload } from "../../../../infra/catalog/parse";
import type { WorkloadOf } from "../../../../infra/catalog/workload";
import { identityOf } from "../../../../infra/catalog/workload";
import { contextOf } from "../../../../infra/context";
import type { Environment } from "../../../../infra/environments";
import { workload as ingest } from "../../../fixtures/catalog/ingest-worker";
import { settingsOf } from "../../../support/contexts";

const text = pulumi.output<string>;

/** The service of the catalog in an environment, with `changes` to its entry. */
export function argsIn(environment: Environment, changes: object = {}): ServiceArgs {
  const workload = parseWorkload({ ...ingest, ...changes }, "a test") as WorkloadOf<"service">;
  const context = contextOf(settingsOf(environment), identityOf(workload));
  const arn = (service: string, resource: string) =>
    text(`arn:aws:${service}:ca-central-1:${context.settings.accountId}:${resource}`);
  const key = arn("kms", "key/1");
  const parameter = arn("ssm", `parameter${context.configPath("log-level")}`);
  return {
    context,
    workload,
    config: {
      parameterArns: { "log-level": parameter },
      secretArns: { "database-url": arn("secretsmanager", "secret:x") },
    },
    environmentResources: {
      keyArns: {
        logs: key,
        artifacts: key,
        audit: key,
        config: key,
        messaging: key,
        state: key,
        wheels: key,
      },
      permissionsBoundaryArn: arn("iam", "policy/boundary"),
      alertTopicArns: {
        page: arn("sns", "alerts-page"),
        ticket: arn("sns", "alerts-ticket"),
        information: arn("sns", "alerts-information"),
        security: arn("sns", "alerts-security"),
      },
      network: {
        vpcId: text("vpc-1"),
        privateSubnetIds: pulumi.output(["subnet-1"]),
        endpointSecurityGroupId: text("sg-endpoints"),
      },
      artifacts: {
        bucketName: text("bucket"),
        bucketArn: text("arn:aws:s3:::bucket"),
        imageUrls: { [workload.name]: text("registry/image") },
      },
      terraformState: {
        bucketName: text("state"),
        keyArn: text("arn:aws:kms:ca-central-1:222222222222:key/state"),
        tableName: text("locks"),
      },
      cluster: { name: text("nc-core"), arn: arn("ecs", "cluster/nc-core") },
      hookArns: {
        "record-shift": arn("lambda", "function:nc-platform-record-shift"),
        "run-migrations": arn("lambda", "function:nc-platform-run-migrations"),
        "smoke-test": arn("lambda", "function:nc-platform-smoke-test"),
      },
      loadBalancer: {
        arnSuffix: text("app/lb/1"),
        securityGroupId: text("sg-lb"),
        productionListenerArn: text("arn:production"),
        testListenerArn: text("arn:test"),
        testPort: 8443,
      },
    },
  };
}

export function makeIn(environment: Environment, changes: object = {}): () => Service {
  return () => new Service("ingest-worker", argsIn(environment, changes));
}
