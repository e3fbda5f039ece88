import { expect } from "chai";
import {
  LambdaFunction,
  type LambdaFunctionArgs,
} from "../../../../components/workload/function/lambda-function";
import { configOf, testResources } from "../../../support/environment-resources";
import { recordOptions } from "../../../support/options";
import { only, type RecordedResource, record } from "../../../support/record";
import { apiAdapter, CONSUMES, contextOfAdapter } from "./api-adapter";

const FUNCTION = "aws:lambda/function:Function";
const ALIAS = "aws:lambda/alias:Alias";
const context = contextOfAdapter("stg");
const { texts, environmentResources } = testResources(context);

/** What the function makes, and what it hands on. */
async function made(changes: object = {}, more: Partial<LambdaFunctionArgs> = {}) {
  const { optionsOf, opts } = recordOptions();
  let contract: unknown;
  const all = await record(() => {
    const workload = apiAdapter(changes);
    const config = configOf(context, workload);
    const args = {
      context,
      workload,
      environmentResources: environmentResources(),
      config,
      ...more,
    };
    const self = new LambdaFunction("api-adapter", args, opts);
    self.releaseContract.apply((value) => {
      contract = value;
    });
  });
  return { all, contract, options: optionsOf };
}

const typesOf = (all: readonly RecordedResource[]) => new Set(all.map(({ type }) => type));

describe("LambdaFunction", () => {
  it("[§7.2] publishes versions of a versioned object, in private, traced and encrypted", async () => {
    const { all } = await made();
    const object = only(all, "aws:s3/bucketObjectv2:BucketObjectv2");
    const { s3ObjectVersion, vpcConfig, ...inputs } = only(all, FUNCTION).inputs;

    expect(inputs).to.deep.equal({
      name: "nc-api-adapter-stg-function",
      description: "api-adapter in stg",
      role: "arn:aws:iam::111111111111:role/nc-api-adapter-stg-function",
      s3Bucket: object.inputs.bucket,
      s3Key: object.inputs.key,
      packageType: "Zip",
      runtime: "nodejs24.x",
      handler: "index.handler",
      architectures: ["arm64"],
      memorySize: 256,
      timeout: 10,
      publish: true,
      reservedConcurrentExecutions: 20,
      environment: {
        variables: {
          NC_SERVICE: "api-adapter",
          NC_ENVIRONMENT: "stg",
          PARAMETER_LOG_LEVEL: "/nc/stg/api-adapter/config/log-level",
          SECRET_UPSTREAM_TOKEN:
            "arn:aws:secretsmanager:ca-central-1:222222222222:secret:" +
            "/nc/stg/api-adapter/secret/upstream-token-abcdef",
        },
      },
      kmsKeyArn: texts.keyArns.config,
      tracingConfig: { mode: "Active" },
      loggingConfig: {
        logFormat: "JSON",
        logGroup: "/nc/stg/api-adapter/logs/function",
        applicationLogLevel: "TRACE",
        systemLogLevel: "INFO",
      },
      tags: context.tags("function"),
    });
    expect(s3ObjectVersion).to.match(/^[0-9a-f]{32}$/);
    expect(vpcConfig.subnetIds).to.deep.equal(texts.network.privateSubnetIds);
    expect(vpcConfig.securityGroupIds).to.have.lengthOf(1);
  });

  it("[§7.2] has the aliases live and previous, which no update moves", async () => {
    const { all, options } = await made();

    for (const name of ["live", "previous"]) {
      expect(only(all, ALIAS, `api-adapter-${name}`).inputs).to.deep.include({
        name,
        functionName: "nc-api-adapter-stg-function",
        functionVersion: "1",
      });
    }
    expect(options.get(ALIAS)?.ignoreChanges).to.deep.equal(["functionVersion", "routingConfig"]);
  });

  it("[§7.2] leaves the code to its deliveries, once it is made", async () => {
    expect((await made()).options.get(FUNCTION)?.ignoreChanges).to.deep.equal([
      ...["s3Bucket", "s3Key", "s3ObjectVersion", "sourceCodeHash"],
    ]);
  });

  it("[§9] logs to an encrypted group of its own", async () => {
    const type = "aws:cloudwatch/logGroup:LogGroup";

    expect(only((await made()).all, type, "api-adapter").inputs).to.deep.equal({
      name: "/nc/stg/api-adapter/logs/function",
      retentionInDays: 365,
      kmsKeyId: texts.keyArns.logs,
      deletionProtectionEnabled: true,
      tags: context.tags("function"),
    });
  });

  it("calls HTTPS alone, and is called by nobody in the VPC", async () => {
    const { all } = await made();
    const rules = all.filter(({ type }) => /securityGroup.*Rule/.test(type));

    expect(
      rules.map(({ type, inputs: { cidrIpv4, fromPort, toPort } }) => [
        ...[type.split(":").at(-1), cidrIpv4, fromPort, toPort],
      ]),
    ).to.have.deep.members([["SecurityGroupEgressRule", "0.0.0.0/0", 443, 443]]);
  });

  it("[§7.2] hands on what a release needs", async () => {
    const { contract } = await made();

    expect(contract).to.deep.include({
      kind: "function",
      functionName: "nc-api-adapter-stg-function",
      aliases: { live: "live", previous: "previous" },
      codeDeploy: {
        applicationName: "nc-api-adapter-stg-delivery",
        deploymentGroupName: "nc-api-adapter-stg-delivery",
      },
      hooks: {
        recordShift: "nc-platform-stg-record-shift",
        smokeTest: "nc-platform-stg-smoke-test",
      },
    });
    expect(contract)
      .to.have.property("host")
      .that.matches(/^\w+\.execute-api\.ca-central-1\./);
    expect(contract).not.to.have.property("queueUrl");
  });

  it("has a front door and a queue only where the catalog asks for them", async () => {
    const api = "aws:apigatewayv2/api:Api";
    const mapping = "aws:lambda/eventSourceMapping:EventSourceMapping";
    const neither = typesOf((await made({ http: undefined, checks: undefined })).all);
    const both = await made({ consumes: CONSUMES });

    expect([neither.has(api), neither.has(mapping)]).to.deep.equal([false, false]);
    expect([typesOf(both.all).has(api), typesOf(both.all).has(mapping)]).to.deep.equal([
      true,
      true,
    ]);
    expect(both.contract)
      .to.have.property("queueUrl")
      .that.matches(/nc-api-adapter-stg-queue$/);
  });

  it("[§7.2] lets every invoker in by the alias alone", async () => {
    const { all } = await made({ consumes: CONSUMES });
    const arn = "arn:aws:lambda:ca-central-1:111111111111:function:nc-api-adapter-stg-function";
    const qualified = all.flatMap(({ type, inputs }) => {
      if (/permission:Permission|EventInvokeConfig/.test(type)) return [inputs.qualifier];
      if (type.endsWith(":EventSourceMapping")) return [inputs.functionName];
      if (type.endsWith(":Integration")) return [inputs.integrationUri.split("/functions/")[1]];
      return [];
    });

    expect(qualified).to.have.members(["live", "live", `${arn}:live`, `${arn}:live/invocations`]);
  });
});
