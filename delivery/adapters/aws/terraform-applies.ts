import { parse } from "../../../infra/problems";
import type { ReleaseContract } from "../../../infra/release/contract";
import { type TerraformApplies, terraformApply } from "../../ports/terraform-applies";
import type { AwsClients } from "./clients";

/** Applies in the environment's artifact bucket, beside the plans. */
export function s3TerraformApplies(
  clients: AwsClients,
  { service, artifactBucket: Bucket }: Pick<ReleaseContract, "service" | "artifactBucket">,
): TerraformApplies {
  const applyKey = (id: string) => `${service}/plan/applies/${id}.json`;
  const lastGoodKey = `${service}/plan/last-good`;
  const read = async (Key: string) => {
    const s3 = await clients.s3();
    // A role that may list its own prefix alone gets AccessDenied for an object that is not there.
    const { Contents = [] } = await s3.listObjectsV2({ Bucket, Prefix: Key });
    if (Contents.every((each) => each.Key !== Key)) return undefined;
    const { Body } = await s3.getObject({ Bucket, Key });
    return Body?.transformToString();
  };
  const write = async (Key: string, Body: string) => {
    const s3 = await clients.s3();
    await s3.putObject({ Bucket, Key, Body });
  };
  return {
    async read(id) {
      const text = await read(applyKey(id));
      if (text === undefined) return undefined;
      return parse(terraformApply, JSON.parse(text), `s3://${Bucket}/${applyKey(id)}`);
    },
    write: (id, apply) => write(applyKey(id), JSON.stringify(apply)),
    lastGood: () => read(lastGoodKey),
    setLastGood: (commit) => write(lastGoodKey, commit),
  };
}
