import { describeValidation } from "../validation";

describeValidation("canaries", [
  [
    "aws:synthetics/canary:Canary",
    {
      name: "a",
      artifactS3Location: "s3://bucket/a",
      executionRoleArn: "arn",
      handler: "check.handler",
      runtimeVersion: "syn-nodejs-3.1",
      s3Bucket: "b",
      s3Key: "k",
      schedule: { expression: "rate(1 minute)" },
      runConfig: { timeoutInSeconds: 60, memoryInMb: 960, environmentVariables: { A: "b" } },
    },
    [
      [{ runtimeVersion: undefined }, "runtimeVersion is missing: expected a value"],
      [
        { artifactS3Location: "s3://a.b/c" },
        'artifactS3Location is "s3://a.b/c": expected s3:// and a bucket without dots',
      ],
      [{ handler: "handler" }, 'handler is "handler": expected a file and what to call in it'],
      [{ s3Key: undefined }, "s3Key is missing: expected a key if and only if s3Bucket is given"],
      [{ zipFile: "a" }, 'zipFile is "a": expected a zip, or s3Bucket and s3Key, not both'],
      [
        { runConfig: { timeoutInSeconds: 61 } },
        "runConfig.timeoutInSeconds is 61: expected from 3 to 60, and no longer than it is to the next run",
      ],
      [
        { runConfig: { timeoutInSeconds: 900 }, schedule: { expression: "rate(1 hour)" } },
        "runConfig.timeoutInSeconds is 900: expected from 3 to 840, and no longer than it is to the next run",
      ],
      [
        { runConfig: { memoryInMb: 1000 } },
        "runConfig.memoryInMb is 1000: expected from 960 to 3008 in steps of 64",
      ],
      [
        { runConfig: { environmentVariables: { A: "x".repeat(4096) } } },
        'runConfig.environmentVariables is "4104 bytes": expected at most 4096',
      ],
    ],
  ],
]);
