import type { Statement } from "../../../components/identity/statement";

/** What the actions of a statement may be done to, and under which conditions. */
type Reach = Pick<Statement, "Resource" | "Condition">;

/** `arn:aws:<service>:<region>:<account>:<resource>` in prod. */
const own = (service: string, ...resources: readonly string[]) =>
  resources.map((each) => `arn:aws:${service}:ca-central-1:333333333333:${each}`);
const anyRegion = (service: string, ...resources: readonly string[]) =>
  resources.map((each) => `arn:aws:${service}:*:333333333333:${each}`);
const ROLES = ["arn:aws:iam::333333333333:role/nc-*-prod-*"];
const KEYS = ["arn:aws:kms:*:333333333333:key/*"];
const NO_URL = { "lambda:FunctionUrlAuthType": "true" };
const OF_OURS = {
  ArnLike: { "lambda:FunctionArn": "arn:aws:lambda:ca-central-1:333333333333:function:nc-*" },
};

/**
 * How far each statement of the platform's deploy role reaches in prod, with the DR region. The forms
 * of the ARNs and the condition keys are those of AWS's Service Authorization Reference. That each action
 * is needed is what the IAM tests say.
 */
export const REACH: Readonly<Record<string, Readonly<Record<string, Reach>>>> = {
  compute: {
    Containers: {
      Resource: own("ecs", "cluster/nc-core", "service/nc-core/nc-*", "task-definition/nc-*"),
    },
    OldTasks: { Resource: ["*"] },
    Scaling: { Resource: own("application-autoscaling", "scalable-target/*") },
    Functions: { Resource: own("lambda", "function:cwsyn-nc-*", "function:nc-*") },
    Callers: {
      Resource: own("lambda", "function:nc-*"),
      Condition: {
        Null: NO_URL,
        StringEquals: {
          "lambda:Principal": [
            "apigateway.amazonaws.com",
            "events.amazonaws.com",
            "secretsmanager.amazonaws.com",
          ],
        },
      },
    },
    CanaryCallers: {
      Resource: own("lambda", "function:cwsyn-nc-*"),
      Condition: { Null: NO_URL, StringLike: { "lambda:Principal": "*.amazonaws.com" } },
    },
    CanaryLayers: { Resource: own("lambda", "layer:cwsyn-nc-*") },
    AwsLayers: {
      Resource: [
        "arn:aws:lambda:ca-central-1:*:layer:Synthetics:*",
        "arn:aws:lambda:ca-central-1:039592058896:layer:AWS-AppConfig-Extension:262",
        "arn:aws:lambda:ca-central-1:039592058896:layer:AWS-AppConfig-Extension-Arm64:182",
      ],
    },
    Rotations: { Resource: own("lambda", "function:nc-*:live") },
    LinkedCallers: {
      Resource: own("lambda", "function:nc-*"),
      Condition: {
        Null: { "lambda:FunctionUrlAuthType": "true" },
        StringLike: { "lambda:Principal": "arn:aws:iam::333333333333:role/nc-*-prod-*" },
      },
    },
    NewSources: { Resource: ["*"], Condition: OF_OURS },
    Sources: { Resource: own("lambda", "event-source-mapping:*"), Condition: OF_OURS },
    SourceTags: { Resource: own("lambda", "event-source-mapping:*") },
    Schedules: { Resource: own("scheduler", "schedule-group/nc-*", "schedule/nc-*") },
    Rules: { Resource: own("events", "rule/nc-*") },
  },
  data: {
    Buckets: { Resource: ["arn:aws:s3:::nc-*-prod-*"] },
    Code: {
      Resource: [
        "arn:aws:s3:::nc-platform-prod-artifacts-333333333333/*/zip/bootstrap.zip",
        "arn:aws:s3:::nc-platform-prod-artifacts-333333333333/*/synthetic-check/*",
        "arn:aws:s3:::nc-platform-prod-artifacts-333333333333/platform/functions/*",
      ],
    },
    PulumiState: {
      Resource: [
        "arn:aws:s3:::nc-platform-prod-pulumi-333333333333/*",
        "arn:aws:s3:::nc-platform-prod-artifacts-333333333333/platform/*",
      ],
    },
    Tables: { Resource: anyRegion("dynamodb", "table/nc-*") },
    Secrets: { Resource: anyRegion("secretsmanager", "secret:/nc/*") },
    Parameters: { Resource: anyRegion("ssm", "parameter/nc/*") },
    Topics: { Resource: anyRegion("sns", "nc-*") },
    Queues: { Resource: anyRegion("sqs", "nc-*") },
  },
  delivery: {
    NewWheels: { Resource: ["*"] },
    Wheels: { Resource: anyRegion("codeartifact", "domain/nc-*", "repository/nc-*") },
    Images: { Resource: anyRegion("ecr", "repository/nc-*") },
    Registry: { Resource: ["*"] },
    Shifts: {
      Resource: own(
        "codedeploy",
        "application:nc-*",
        "deploymentconfig:nc-*",
        "deploymentgroup:nc-*",
      ),
    },
    NewFlags: { Resource: ["*"] },
    Flags: {
      Resource: own("appconfig", "application/*", "deploymentstrategy/*", "extensionassociation/*"),
    },
  },
  identity: {
    Roles: { Resource: ROLES },
    BoundedRoles: {
      Resource: ROLES,
      Condition: {
        StringEquals: {
          "iam:PermissionsBoundary": "arn:aws:iam::333333333333:policy/nc-platform-prod-boundary",
        },
      },
    },
    PassRoles: {
      Resource: ROLES,
      Condition: {
        StringEquals: {
          "iam:PassedToService": [
            "appconfig.amazonaws.com",
            "codedeploy.amazonaws.com",
            "ecs.amazonaws.com",
            "ecs-tasks.amazonaws.com",
            "lambda.amazonaws.com",
            "s3.amazonaws.com",
            "scheduler.amazonaws.com",
            "synthetics.amazonaws.com",
            "vpc-flow-logs.amazonaws.com",
          ],
        },
      },
    },
    // EventBridge sends to an OpsItem and to another region with a role; others go by a resource policy.
    PassToRules: {
      Resource: ["arn:aws:iam::333333333333:role/nc-platform-prod-break-glass-*"],
      Condition: { StringEquals: { "iam:PassedToService": "events.amazonaws.com" } },
    },
    ServiceRoles: {
      Resource: ["arn:aws:iam::333333333333:role/aws-service-role/*"],
      Condition: {
        StringEquals: {
          "iam:AWSServiceName": [
            "delivery.logs.amazonaws.com",
            "ecs.amazonaws.com",
            "ecs.application-autoscaling.amazonaws.com",
            "elasticloadbalancing.amazonaws.com",
            "mrk.kms.amazonaws.com",
            "ops.apigateway.amazonaws.com",
            "replication.ecr.amazonaws.com",
            "ssm.alarms.cloudwatch.amazonaws.com",
          ],
        },
      },
    },
    NewKeys: { Resource: ["*"] },
    Keys: { Resource: KEYS },
    KeyPolicies: {
      Resource: KEYS,
      Condition: { StringEquals: { "aws:ResourceTag/Service": "platform" } },
    },
    Aliases: { Resource: ["arn:aws:kms:*:333333333333:alias/nc-*", ...KEYS] },
    Grants: { Resource: KEYS, Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } },
    RetireGrants: {
      Resource: KEYS,
      Condition: {
        StringEquals: {
          "kms:ViaService": ["ecr.ca-central-1.amazonaws.com", "ecr.us-east-1.amazonaws.com"],
        },
      },
    },
    UseKeys: {
      Resource: KEYS,
      Condition: {
        "ForAnyValue:StringLike": { "kms:ResourceAliases": ["alias/nc-platform-prod-*"] },
      },
    },
    GitHubApp: {
      Resource: own("secretsmanager", "secret:/nc/prod/platform/secret/github-app-??????"),
    },
  },
  network: {
    Vpc: { Resource: ["*"] },
    LoadBalancer: {
      Resource: own(
        "elasticloadbalancing",
        "listener-rule/app/nc-*",
        "listener/app/nc-*",
        "loadbalancer/app/nc-*",
        "targetgroup/nc-*",
      ),
    },
    HttpApis: {
      Resource: ["/apis", "/apis/*", "/tags/*"].map(
        (each) => `arn:aws:apigateway:ca-central-1::${each}`,
      ),
    },
    Domain: { Resource: ["arn:aws:route53:::hostedzone/Z0TEST"] },
    DomainChange: { Resource: ["arn:aws:route53:::change/*"] },
  },
  observe: {
    LogGroups: {
      Resource: anyRegion(
        "logs",
        "log-group:/nc/*",
        "log-group:/aws/ecs/containerinsights/nc-core/performance*",
        "log-group:/aws/lambda/cwsyn-nc-*",
      ),
    },
    LogDelivery: { Resource: ["*"] },
    Alarms: { Resource: anyRegion("cloudwatch", "alarm:nc-*") },
    ScalingAlarms: { Resource: own("cloudwatch", "alarm:TargetTracking-service/nc-core/nc-*") },
    Dashboards: { Resource: ["arn:aws:cloudwatch::333333333333:dashboard/nc-*"] },
    NewCanaries: { Resource: ["*"] },
    Canaries: { Resource: own("synthetics", "canary:nc-*") },
  },
  read: {
    Shape: { Resource: ["*"] },
    FunctionCode: { Resource: anyRegion("lambda", "function:nc-*") },
    Config: { Resource: anyRegion("ssm", "parameter/nc/prod/*/config/*") },
  },
};
