import { uuid } from "../identifiers";
import type { ResourceTypes } from "../resource-type";
import { matches, required, type Validation } from "../validators";
import { isGiven, objectOf } from "../values";

/** Environment of a canary's function, in bytes (CreateCanary, CanaryRunConfigInput). */
const ENVIRONMENT = 4096;

/** CloudWatch Synthetics. Source of each limit: CreateCanary. */
export const SYNTHETICS: ResourceTypes = {
  "aws:synthetics/canary:Canary": {
    outputs: (request) => {
      const name = request.text("name");
      return {
        id: name,
        arn: request.arn("synthetics", `canary:${name}`),
        engineArn: request.arn("lambda", `function:${functionName(name, uuid(request))}:1`),
        status: "READY",
      };
    },
    validate: [
      required("artifactS3Location", "executionRoleArn", "handler", "runtimeVersion", "schedule"),
      matches(
        "artifactS3Location",
        1024,
        /^s3:\/\/[a-z0-9-]+(\/|$)/,
        "s3:// and a bucket without dots",
      ),
      matches("handler", 128, /^([\w-]+\/)*[\w-]+\.[\w-]+$/, "a file and what to call in it"),
      checkCode,
      checkRunConfig,
    ],
  },
};

/** A canary's function: the canary's name is cut, so that Lambda's 64 characters hold the id. */
function functionName(canary: string, id: string): string {
  return `cwsyn-${canary.slice(0, 64 - "cwsyn--".length - id.length)}-${id}`;
}

function checkCode({ inputs: { s3Bucket, s3Key, zipFile }, refuse }: Validation): void {
  if (isGiven(s3Bucket) === isGiven(zipFile)) {
    refuse("zipFile", zipFile, "a zip, or s3Bucket and s3Key, not both");
  }
  if (isGiven(s3Bucket) !== isGiven(s3Key)) {
    refuse("s3Key", s3Key, "a key if and only if s3Bucket is given");
  }
}

function checkRunConfig({ inputs, refuse }: Validation): void {
  const {
    timeoutInSeconds: timeout,
    memoryInMb: memory,
    environmentVariables,
  } = objectOf(inputs.runConfig) ?? {};
  const every = secondsOf(objectOf(inputs.schedule)?.expression);
  if (typeof timeout === "number" && (timeout < 3 || timeout > Math.min(840, every))) {
    const want = `from 3 to ${Math.min(840, every)}, and no longer than it is to the next run`;
    refuse("runConfig.timeoutInSeconds", timeout, want);
  }
  if (typeof memory === "number" && (memory < 960 || memory > 3008 || memory % 64 !== 0)) {
    refuse("runConfig.memoryInMb", memory, "from 960 to 3008 in steps of 64");
  }
  const size = Buffer.byteLength(JSON.stringify(objectOf(environmentVariables) ?? {}));
  if (size > ENVIRONMENT) {
    refuse("runConfig.environmentVariables", `${size} bytes`, `at most ${ENVIRONMENT}`);
  }
}

/** Seconds between the runs of a rate such as `rate(5 minutes)`; infinity for anything else. */
function secondsOf(expression: unknown): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour)s?\)$/.exec(String(expression)) ?? [];
  return count ? Number(count) * (unit === "hour" ? 3600 : 60) : Number.POSITIVE_INFINITY;
}
