/** What `pulumi up` changes in one service. */
export interface Changes {
  readonly actions: readonly string[];
  /** Resources by how their ARN ends. @default - all, as AWS gives their ids and not we */
  readonly named?: readonly string[];
}

const TAG = ["TagResource", "UntagResource"];

/** Services that hold data, and so are granted by name. */
const NAMED: Record<string, Changes> = {
  codeartifact: {
    actions: ["Create*", "Delete*Policy", "DeleteDomain", "DeleteRepository", "Put*Policy", ...TAG],
    named: ["domain/nc-*", "repository/nc-*"],
  },
  dynamodb: {
    actions: ["CreateTable", "DeleteTable", "UpdateContinuousBackups", "UpdateT*", ...TAG],
    named: ["table/nc-*"],
  },
  ecr: {
    actions: [
      "CreateRepository",
      "Delete*Policy",
      "DeleteRepository",
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
      "Create*",
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
  scheduler: { actions: ["Create*", "Delete*", "Update*", ...TAG], named: ["schedule*/nc-*"] },
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
    actions: ["CreateTopic", "DeleteTopic", "Set*Attributes", "Subscribe", "Unsubscribe", ...TAG],
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
const UNNAMED: Record<string, Changes> = {
  acm: { actions: ["*TagsToCertificate", "DeleteCertificate", "RequestCertificate"] },
  apigateway: { actions: ["DELETE", "PATCH", "POST", "PUT"] },
  appconfig: { actions: ["Create*", "Delete*", "StartDeployment", "Update*", ...TAG] },
  "application-autoscaling": { actions: ["De*", "Put*", "RegisterScalableTarget", ...TAG] },
  cloudtrail: { actions: ["AddTags", "CreateTrail", "RemoveTags", "StartLogging"] },
  cloudwatch: { actions: ["Delete*", "Put*Alarm", "PutDashboard", ...TAG] },
  codedeploy: { actions: ["CreateA*", "CreateDeployment*", "Delete*", "Update*", ...TAG] },
  ec2: {
    actions: [
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
  },
  ecs: {
    actions: [
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
  },
  elasticloadbalancing: { actions: ["*Tags", "Create*", "Delete*", "Modify*", "Set*"] },
  events: { actions: ["DeleteRule", "PutRule", "PutTargets", "RemoveTargets", ...TAG] },
  kms: {
    actions: ["*Alias", "CreateKey", "EnableKey*", "PutKeyPolicy", "UpdateKeyDescription", ...TAG],
  },
  synthetics: { actions: ["*Canary", ...TAG] },
};

/** By service, as its actions are prefixed. */
export const PLATFORM_CHANGES = { ...NAMED, ...UNNAMED };
