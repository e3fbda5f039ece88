import { formatProblem, InvalidInput } from "../../../infra/problems";
import {
  parseReleaseText,
  type Release,
  releaseId,
  releaseText,
} from "../../decisions/release/release";
import type { Releases } from "../../ports/releases";
import type { AwsClients } from "./clients";
import { isNamed } from "./errors";

/** Tries of one write that others disturb (S3 user guide, "Conditional writes": a 409 asks for another). */
const TRIES = 3;

/** Folder of a release in the artifact bucket, below what the roles of its workload may reach. */
export function releaseFolder(workload: string, version: string): string {
  return `${workload}/manifest/${version}`;
}

/** Says which bucket the releases of a workload lie in: its contract's own, or that of the environment before. */
interface Buckets {
  of(workload: string): Promise<{ readonly artifactBucket: string }>;
}

/** Releases in an artifact bucket. */
export function s3Releases(clients: AwsClients, buckets: Buckets): Releases {
  const objectOf = async (workload: string, version: string) => ({
    Bucket: (await buckets.of(workload)).artifactBucket,
    Key: `${releaseFolder(workload, version)}/release.json`,
  });

  const find = async (workload: string, version: string): Promise<Release | undefined> => {
    const { Bucket, Key } = await objectOf(workload, version);
    const s3 = await clients.s3();
    // A role that may list its own prefix alone gets AccessDenied for an object that is not there (S3 API, GetObject).
    const { Contents = [] } = await s3.listObjectsV2({ Bucket, Prefix: Key, MaxKeys: 1 });
    if (Contents.every((each) => each.Key !== Key)) return undefined;
    const { Body } = await s3.getObject({ Bucket, Key });
    const subject = `s3://${Bucket}/${Key}`;
    const found = parseReleaseText((await Body?.transformToString()) ?? "", subject);
    const problems = [
      ...(found.workload === workload ? [] : [formatProblem("workload", found.workload, workload)]),
      ...(found.version === version ? [] : [formatProblem("version", found.version, version)]),
    ];
    if (problems.length > 0) throw new InvalidInput(subject, problems);
    return found;
  };

  return {
    find,
    async put(release) {
      const { workload, version } = release;
      const object = await objectOf(workload, version);
      const s3 = await clients.s3();
      for (let left = TRIES; left > 0; left -= 1) {
        try {
          await s3.putObject({
            ...object,
            Body: releaseText(release),
            ContentType: "application/json",
            IfNoneMatch: "*",
          });
          return;
        } catch (error) {
          if (isNamed(error, "PreconditionFailed")) break;
          if (!isNamed(error, "ConditionalRequestConflict") || left === 1) throw error;
        }
      }
      const stored = await find(workload, version);
      if (stored && releaseId(stored) === releaseId(release)) return;
      const want = `${stored ? releaseId(stored) : "what is stored"}, which is ${version} of ${workload} already`;
      throw new InvalidInput("the release", [formatProblem("identity", releaseId(release), want)]);
    },
  };
}
