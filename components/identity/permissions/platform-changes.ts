/** What `pulumi up` changes in one service. */
interface NamedChanges {
  readonly actions: readonly string[];
  /** Resources, by how their ARN ends. */
  readonly named: readonly string[];
}

const TAG = ["TagResource", "UntagResource"];

/** Services that hold data, and so are granted by name. */
export const CHANGED_BY_NAME: Readonly<Record<string, NamedChanges>> = {
  codeartifact: {
    actions: ["Delete*Policy", "DeleteDomain", "DeleteRepository", "Put*Policy", ...TAG],
    named: ["domain/nc-*", "repository/nc-*"],
  },
  dynamodb: {
    actions: ["CreateTable", "DeleteTable", "UpdateContinuousBackups", "UpdateT*", ...TAG],
    named: ["table/nc-*"],
  },
  ecr: {
    actions: [
      "CreateRepository",
      "DeleteLifecyclePolicy",
      "DeleteRepository",
      "DeleteRepositoryPolicy",
      "PutImageScanningConfiguration",
      "PutImageTagMutability",
      "PutLifecyclePolicy",
      "SetRepositoryPolicy",
      ...TAG,
    ],
    named: ["repository/nc-*"],
  },
  lambda: {
    actions: [
      "AddPermission",
      "CreateAlias",
      "CreateFunction",
      "Delete*",
      "Publish*",
      "Put*",
      "RemovePermission",
      "Update*",
      ...TAG,
    ],
    // Synthetics makes a canary's function and layer as the caller.
    named: ["event-source-mapping:*", "function:cwsyn-*", "function:nc-*", "layer:cwsyn-*"],
  },
  logs: {
    actions: [
      "AssociateKmsKey",
      "CreateLogGroup",
      "Delete*Filter",
      "DeleteLogGroup",
      "DeleteRetentionPolicy",
      "Put*Filter",
      "PutRetentionPolicy",
      ...TAG,
    ],
    named: ["log-group:/nc/*"],
  },
  scheduler: {
    actions: ["Create*", "Delete*", "Update*", ...TAG],
    named: ["schedule-group/nc-*", "schedule/nc-*"],
  },
  secretsmanager: {
    actions: [
      "CancelRotateSecret",
      "CreateSecret",
      "Delete*",
      "PutResourcePolicy",
      "RotateSecret",
      "UpdateSecret",
      ...TAG,
    ],
    named: ["secret:/nc/*"],
  },
  sns: {
    actions: [
      "CreateTopic",
      "DeleteTopic",
      "SetSubscriptionAttributes",
      "SetTopicAttributes",
      "Subscribe",
      "Unsubscribe",
      ...TAG,
    ],
    named: ["nc-*"],
  },
  sqs: {
    actions: ["CreateQueue", "DeleteQueue", "SetQueueAttributes", "TagQueue", "UntagQueue"],
    named: ["nc-*"],
  },
  ssm: {
    actions: [
      "AddTagsToResource",
      "CreateDocument",
      "DeleteDocument",
      "DeleteParameter*",
      "PutParameter",
      "RemoveTagsFromResource",
      "UpdateDocument*",
    ],
    named: ["document/nc-*", "parameter/nc/*"],
  },
};

/** Services of which AWS gives the ids, or which hold no data. */
export const CHANGED_BY_ID: Readonly<Record<string, readonly string[]>> = {
  apigateway: ["DELETE", "PATCH", "POST", "PUT"],
  appconfig: ["Create*", "Delete*", "StartDeployment", "Update*", ...TAG],
  "application-autoscaling": ["De*", "Put*", "RegisterScalableTarget", ...TAG],
  cloudtrail: ["AddTags", "CreateTrail", "RemoveTags", "StartLogging"],
  cloudwatch: ["Delete*", "Put*Alarm", "PutDashboard", ...TAG],
  codeartifact: ["CreateDomain", "CreateRepository"],
  codedeploy: ["CreateA*", "CreateDeployment*", "Delete*", "Update*", ...TAG],
  ec2: [
    "*Address",
    "*FlowLogs",
    "*InternetGateway",
    "*NatGateway",
    "*NetworkAcl*",
    "*Route*",
    "*SecurityGroup*",
    "*Subnet*",
    "*Tags",
    "*Vpc*",
  ],
  ecr: ["PutRegistryScanningConfiguration"],
  ecs: [
    "CreateCluster",
    "CreateService",
    "Delete*",
    "DeregisterTaskDefinition",
    "PutClusterCapacityProviders",
    "RegisterTaskDefinition",
    "UpdateCluster*",
    "UpdateService",
    ...TAG,
  ],
  elasticloadbalancing: ["*Tags", "Create*", "Delete*", "Modify*", "Set*"],
  events: ["DeleteRule", "PutRule", "PutTargets", "RemoveTargets", ...TAG],
  kms: ["*Alias", "CreateKey", "EnableKey*", "PutKeyPolicy", "UpdateKeyDescription", ...TAG],
  lambda: ["CreateEventSourceMapping"],
  // Of a VPC's flow logs, and of an API's requests.
  logs: ["*LogDelivery", "DeleteResourcePolicy", "ListLogDeliveries", "PutResourcePolicy"],
  synthetics: ["*Canary", ...TAG],
};
