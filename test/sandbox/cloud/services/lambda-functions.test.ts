import { expect } from "chai";
import { stateAfterUpdate, testAccount } from "../test-account";
import { describeValidation } from "../validation";

const ROLE = "arn:aws:iam::111111111111:role/nc-api-dev-function";

const LAYER = "arn:aws:lambda:ca-central-1:111111111111:layer:a:1";

describeValidation("functions", [
  [
    "aws:lambda/function:Function",
    {
      name: "nc-api-dev-function",
      role: ROLE,
      runtime: "nodejs22.x",
      handler: "a.b",
      s3Bucket: "b",
      s3Key: "k",
      s3ObjectVersion: "v",
      layers: [LAYER],
      packageType: "Zip",
      environment: {
        variables: { NC_SERVICE: "api", AWS_APPCONFIG_EXTENSION_PREFETCH_LIST: "a:b:c" },
      },
      vpcConfig: { subnetIds: ["s"], securityGroupIds: ["g"] },
      loggingConfig: { logFormat: "JSON", applicationLogLevel: "TRACE" },
    },
    [
      [{ role: undefined }, "role is missing: expected a value"],
      [{ memorySize: 64 }, "memorySize is 64: expected from 128 to 10240"],
      [{ timeout: 901 }, "timeout is 901: expected from 1 to 900"],
      [
        { reservedConcurrentExecutions: 1001 },
        "reservedConcurrentExecutions is 1001: expected from -1 to 1000",
      ],
      [{ handler: undefined }, "handler is missing: expected a value, as it ships as a zip"],
      [{ code: {} }, 'code is ["code","s3Bucket"]: expected exactly one of code, s3Bucket'],
      [{ s3Key: undefined }, "s3Key is missing: expected a key if and only if s3Bucket is given"],
      [
        { environment: { variables: { AWS_REGION: "x" } } },
        'environment.variables.AWS_REGION is "AWS_REGION": expected a name of letters, digits and ' +
          "_, not Lambda's own",
      ],
      [
        { environment: { variables: { A1: "x".repeat(4095) } } },
        'environment.variables is "4097 bytes": expected at most 4096',
      ],
      [
        { vpcConfig: { subnetIds: ["s"] } },
        'vpcConfig is {"subnetIds":["s"]}: expected subnetIds and securityGroupIds, both or neither',
      ],
      [
        { loggingConfig: { logFormat: "Text", systemLogLevel: "INFO" } },
        'loggingConfig is {"logFormat":"Text","systemLogLevel":"INFO"}: ' +
          "expected no levels, as logFormat is Text",
      ],
      [{ layers: Array(6).fill(LAYER) }, 'layers is "6 of them": expected at most 5'],
      [{ layers: ["a"] }, 'layers[0] is "a": expected the ARN of a version of a layer'],
    ],
  ],
]);

describe("an update of a published function", () => {
  const account = testAccount();

  it("publishes a new version, unless only its tags change", () => {
    const inputs = {
      name: "f",
      role: ROLE,
      handler: "h",
      runtime: "nodejs22.x",
      publish: true,
      s3Bucket: "b",
      s3Key: "k",
    };
    const entry = account.create("aws:lambda/function:Function", "it", inputs);
    const arn = "arn:aws:lambda:ca-central-1:111111111111:function:f";
    expect(entry.state).to.include({ version: "1", qualifiedArn: `${arn}:1`, arn });
    expect(stateAfterUpdate(entry, inputs, { ...inputs, timeout: 9 })).to.include({
      version: "2",
      qualifiedArn: `${arn}:2`,
      arn,
    });
    expect(stateAfterUpdate(entry, inputs, { ...inputs, tags: {} }).version).to.equal("1");
  });
});
