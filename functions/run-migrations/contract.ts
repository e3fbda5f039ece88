import { SSM } from "@aws-sdk/client-ssm";
import type { Environment } from "../../infra/environments";
import { configPath, RELEASE_CONTRACT } from "../../infra/naming/names";
import { parseReleaseContract, type ReleaseContractOf } from "../../infra/release/contract";
import type { Runtime } from "../support/runtime";

/** @throws {Error} if the workload is neither service nor function */
export async function readContract(
  runtime: Runtime,
  owner: { readonly service: string; readonly environment: Environment },
): Promise<ReleaseContractOf<"service" | "function">> {
  const ssm = new SSM({ ...runtime.aws });
  const { Parameter } = await ssm.getParameter({ Name: configPath(owner, RELEASE_CONTRACT) });
  const contract = parseReleaseContract(Parameter?.Value ?? "");
  if (contract.kind === "service" || contract.kind === "function") return contract;
  throw new Error(`${owner.service} is a ${contract.kind}: expected a service or a function`);
}
