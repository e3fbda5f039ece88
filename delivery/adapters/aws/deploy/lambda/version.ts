import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import { formatProblem, InvalidInput } from "../../../../../infra/problems";
import type { ReleaseContractOf } from "../../../../../infra/release/contract";
import { type Release, releaseId } from "../../../../decisions/release/release";
import type { JobAs, Target } from "../target";

/** A workload that runs as a Lambda function. */
export type LambdaTarget = Target<ReleaseContractOf<"function"> | JobAs<"function">>;

/** How long Lambda may take to have new code, or a new version, ready, in milliseconds. */
const READY_WITHIN = 5 * 60_000;
const INTERVAL = 1_000;

/** Begins the description of every version that a release published. */
const RELEASE = "release ";

/**
 * Uploads a release's zip and publishes it. The same code with the same settings is the same version.
 *
 * @returns the version's number
 * @throws {InvalidInput} if the release has no zip, or the object is not the one that it names
 */
export async function publishRelease(target: LambdaTarget, release: Release): Promise<string> {
  const { clients, contract } = target;
  const { functionName: FunctionName, artifactBucket: S3Bucket } = contract;
  const zip = zipOf(release);
  const CodeSha256 = Buffer.from(zip.sha256, "hex").toString("base64");
  const lambda = await clients.lambda();
  const updated = await lambda.updateFunctionCode({
    FunctionName,
    S3Bucket,
    S3Key: zip.key,
    S3ObjectVersion: await versionIdOf(target, zip),
  });
  if (updated.CodeSha256 !== CodeSha256) {
    throw new InvalidInput(`the release of ${release.workload}`, [
      formatProblem(`the code in s3://${S3Bucket}/${zip.key}`, updated.CodeSha256, CodeSha256),
    ]);
  }
  await untilReady(target);
  const Description = `${RELEASE}${releaseId(release)}`;
  const { Version } = await lambda.publishVersion({ FunctionName, CodeSha256, Description });
  if (Version === undefined) throw new Error(`Lambda gave no version to ${FunctionName}`);
  await untilReady(target, Version);
  return Version;
}

/** Whether a version has the code of a release; the program's first one has not (docs/decisions/0010). */
export async function isReleased(
  { clients, contract }: LambdaTarget,
  version: string,
): Promise<boolean> {
  const lambda = await clients.lambda();
  const all: FunctionConfiguration[] = [];
  let Marker: string | undefined;
  do {
    const page = await lambda.listVersionsByFunction({
      FunctionName: contract.functionName,
      Marker,
    });
    all.push(...(page.Versions ?? []));
    Marker = page.NextMarker;
  } while (Marker !== undefined);
  const code = all.find(({ Version }) => Version === version)?.CodeSha256;
  return all.some(
    ({ CodeSha256, Description }) => CodeSha256 === code && Description?.startsWith(RELEASE),
  );
}

type Zip = Extract<Release["artifacts"][number], { readonly type: "zip" }>;

function zipOf({ artifacts, workload }: Release): Zip {
  const zips = artifacts.filter((each): each is Zip => each.type === "zip");
  const [zip] = zips;
  if (zip !== undefined && zips.length === 1) return zip;
  throw new InvalidInput(`the release of ${workload}`, [
    formatProblem("artifacts", `${zips.length} zips`, "one zip"),
  ]);
}

/** A release names the version in stg's bucket: a copy in another bucket has an own one. */
async function versionIdOf(
  { clients, contract }: LambdaTarget,
  { key, versionId }: Zip,
): Promise<string | undefined> {
  if (contract.environment === "stg") return versionId;
  const s3 = await clients.s3();
  const { VersionId } = await s3.headObject({ Bucket: contract.artifactBucket, Key: key });
  return VersionId;
}

/** Waits until Lambda has taken up new code, or a version can be called. */
async function untilReady(
  { clients, contract, clock }: LambdaTarget,
  Qualifier?: string,
): Promise<void> {
  const { functionName: FunctionName } = contract;
  const lambda = await clients.lambda();
  const until = clock.now().getTime() + READY_WITHIN;
  for (;;) {
    const found = await lambda.getFunctionConfiguration({ FunctionName, Qualifier });
    const { State, LastUpdateStatus } = found;
    if (State === "Active" && LastUpdateStatus === "Successful") return;
    const why = found.LastUpdateStatusReason ?? found.StateReason ?? "Lambda gives no reason";
    if (State === "Failed" || LastUpdateStatus === "Failed" || clock.now().getTime() >= until) {
      throw new InvalidInput(`${FunctionName} is not ready`, [`${LastUpdateStatus}: ${why}`]);
    }
    await clock.sleep(INTERVAL);
  }
}
