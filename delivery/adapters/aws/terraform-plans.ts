import { createHash } from "node:crypto";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import type { ReleaseContract } from "../../../infra/release/contract";
import type { TerraformPlans } from "../../ports/terraform-plans";
import type { AwsClients } from "./clients";
import { isNamed } from "./errors";

/** Key of a plan in the artifact bucket of the environment that it was made for. */
export function planKeyOf(service: string, sha256: string): string {
  return `${service}/plan/${sha256}/tfplan.bin`;
}

/** Plans in the environment's artifact bucket, below what the roles of the workload may reach. */
export function s3TerraformPlans(
  clients: AwsClients,
  { service, artifactBucket }: Pick<ReleaseContract, "service" | "artifactBucket">,
): TerraformPlans {
  const objects = (sha256: string) => {
    const plan = planKeyOf(service, sha256);
    return { plan, statement: plan.replace(/[^/]+$/, "statement.json") };
  };
  const putOnce = async (Key: string, Body: Uint8Array | string) => {
    const s3 = await clients.s3();
    const put = s3.putObject({ Bucket: artifactBucket, Key, Body, IfNoneMatch: "*" });
    await put.catch((error: unknown) => {
      if (!isNamed(error, "PreconditionFailed")) throw error;
    });
  };
  const read = async (Key: string) => {
    const s3 = await clients.s3();
    const { Body } = await s3.getObject({ Bucket: artifactBucket, Key });
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  };
  return {
    async put(sha256, { plan, statement }) {
      const keys = objects(sha256);
      await putOnce(keys.plan, plan);
      await putOnce(keys.statement, statement);
    },
    async get(sha256) {
      const keys = objects(sha256);
      const s3 = await clients.s3();
      // A role that may list its own prefix alone gets AccessDenied for an object that is not there.
      const listed = await s3.listObjectsV2({ Bucket: artifactBucket, Prefix: keys.statement });
      if ((listed.Contents ?? []).length === 0) {
        const want = `a plan of ${service} that was stored in s3://${artifactBucket}`;
        throw new InvalidInput("the plan", [formatProblem("sha256", sha256, want)]);
      }
      const plan = await read(keys.plan);
      const found = createHash("sha256").update(plan).digest("hex");
      if (found !== sha256) {
        const subject = `s3://${artifactBucket}/${keys.plan}`;
        throw new InvalidInput(subject, [formatProblem("sha256", found, sha256)]);
      }
      return { plan, statement: new TextDecoder().decode(await read(keys.statement)) };
    },
  };
}
