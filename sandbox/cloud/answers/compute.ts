import { type Asked, lastPart, letters, type Outputs, type Shapes, uuid } from "./shape";

const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";

/** ECS, Lambda, CodeDeploy, Application Auto Scaling and API Gateway. */
export const COMPUTE: Shapes = {
  "aws:ecs/cluster:Cluster": ({ arn, text }) => {
    const cluster = arn("ecs", `cluster/${text("name")}`);
    return { id: cluster, name: text("name"), arn: cluster };
  },
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": ({ text }) => ({
    id: text("clusterName"),
  }),
  "aws:ecs/service:Service": ({ account, arn, text }) => {
    const service = arn("ecs", `service/${lastPart(text("cluster"))}/${text("name")}`);
    const linked = "aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS";
    return { id: service, arn: service, iamRole: `arn:aws:iam::${account}:role/${linked}` };
  },
  "aws:ecs/taskDefinition:TaskDefinition": ({ arn, generation, text }) => {
    const [arnWithoutRevision, revision] = [
      arn("ecs", `task-definition/${text("family")}`),
      generation + 1,
    ];
    const versioned = `${arnWithoutRevision}:${revision}`;
    return { id: text("family"), arn: versioned, arnWithoutRevision, revision };
  },
  "aws:lambda/function:Function": (asked) => {
    const { arn, inputs, text } = asked;
    const own = arn("lambda", `function:${text("name")}`);
    const version = inputs.publish === true ? "1" : "$LATEST";
    return {
      id: text("name"),
      name: text("name"),
      arn: own,
      version,
      qualifiedArn: `${own}:${version}`,
      invokeArn: invokable(asked, own),
      qualifiedInvokeArn: invokable(asked, `${own}:${version}`),
      sourceCodeSize: 1024,
      codeSha256: Buffer.from(asked.hex(64, "code"), "hex").toString("base64"),
    };
  },
  "aws:lambda/alias:Alias": (asked) => {
    const name = lastPart(asked.text("functionName"), ":");
    const arn = asked.arn("lambda", `function:${name}:${asked.text("name")}`);
    return { id: arn, arn, invokeArn: invokable(asked, arn) };
  },
  "aws:lambda/permission:Permission": ({ text }) => ({
    id: text("statementId"),
    statementId: text("statementId"),
  }),
  "aws:lambda/eventSourceMapping:EventSourceMapping": (asked) => {
    const id = uuid(asked);
    const name = asked.text("functionName");
    const functionArn = name.startsWith("arn:") ? name : asked.arn("lambda", `function:${name}`);
    const arn = asked.arn("lambda", `event-source-mapping:${id}`);
    return { id, uuid: id, arn, functionArn, state: "Enabled" };
  },
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": ({ inputs, text }) => {
    const name = lastPart(text("functionName"), ":");
    return { id: inputs.qualifier === undefined ? name : `${name}:${text("qualifier")}` };
  },
  "aws:lambda/functionUrl:FunctionUrl": (asked) => {
    const urlId = letters(asked, 32, LOWER);
    const functionUrl = `https://${urlId}.lambda-url.${asked.region}.on.aws/`;
    const name = asked.text("functionName");
    return { id: name, urlId, functionUrl, functionArn: asked.arn("lambda", `function:${name}`) };
  },
  "aws:lambda/layerVersion:LayerVersion": ({ arn, generation, text }) => {
    const layerArn = arn("lambda", `layer:${text("layerName")}`);
    const version = String(generation + 1);
    return { id: `${layerArn}:${version}`, arn: `${layerArn}:${version}`, layerArn, version };
  },
  "aws:codedeploy/application:Application": (asked) => {
    const applicationId = uuid(asked);
    const arn = asked.arn("codedeploy", `application:${asked.text("name")}`);
    return { id: `${applicationId}:${asked.text("name")}`, applicationId, arn };
  },
  "aws:codedeploy/deploymentConfig:DeploymentConfig": (asked) => {
    const name = asked.text("deploymentConfigName");
    const arn = asked.arn("codedeploy", `deploymentconfig:${name}`);
    return { id: name, deploymentConfigId: uuid(asked), arn };
  },
  "aws:codedeploy/deploymentGroup:DeploymentGroup": (asked) => {
    const id = uuid(asked);
    const path = `${asked.text("appName")}/${asked.text("deploymentGroupName")}`;
    return { id, deploymentGroupId: id, arn: asked.arn("codedeploy", `deploymentgroup:${path}`) };
  },
  "aws:appautoscaling/target:Target": (asked) => ({
    id: asked.text("resourceId"),
    arn: asked.arn("application-autoscaling", `scalable-target/${asked.hex(22)}`),
  }),
  "aws:appautoscaling/policy:Policy": (asked) => {
    const { text } = asked;
    const path = `resource/${text("serviceNamespace")}/${text("resourceId")}`;
    const policy = `scalingPolicy:${uuid(asked)}:${path}:policyName/${text("name")}`;
    return { id: `${text("resourceId")}/${text("name")}`, arn: asked.arn("autoscaling", policy) };
  },
  "aws:apigatewayv2/api:Api": (asked) => {
    const id = letters(asked, 10, LOWER);
    return {
      id,
      apiEndpoint: `https://${id}.execute-api.${asked.region}.amazonaws.com`,
      arn: `arn:aws:apigateway:${asked.region}::/apis/${id}`,
      executionArn: asked.arn("execute-api", id),
    };
  },
  "aws:apigatewayv2/stage:Stage": (asked) => {
    const { region, text } = asked;
    const [api, name] = [text("apiId"), text("name")];
    const suffix = name === "$default" ? "" : name;
    return {
      id: name,
      arn: `arn:aws:apigateway:${region}::/apis/${api}/stages/${name}`,
      executionArn: asked.arn("execute-api", `${api}/${name}`),
      invokeUrl: `https://${api}.execute-api.${region}.amazonaws.com/${suffix}`,
    };
  },
  "aws:apigatewayv2/route:Route": (asked) => ({ id: letters(asked, 7, LOWER) }),
  "aws:apigatewayv2/integration:Integration": (asked) => ({ id: letters(asked, 7, LOWER) }),
  "aws:apigatewayv2/vpcLink:VpcLink": (asked): Outputs => {
    const id = letters(asked, 6, LOWER);
    return { id, arn: `arn:aws:apigateway:${asked.region}::/vpclinks/${id}` };
  },
};

function invokable({ region }: Asked, arn: string): string {
  const path = `2015-03-31/functions/${arn}/invocations`;
  return `arn:aws:apigateway:${region}:lambda:path/${path}`;
}
