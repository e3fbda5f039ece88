import type { Environment } from "../../../infra/environments";
import { configPath, RELEASE_CONTRACT } from "../../../infra/naming/names";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { parseReleaseContract } from "../../../infra/release/contract";
import type { Contracts } from "../../ports/contracts";
import type { AwsClients } from "./clients";
import { isNamed } from "./errors";

/** Contracts in the Parameter Store of an environment's account (docs/decisions/0019). */
export function parameterContracts(clients: AwsClients, environment: Environment): Contracts {
  return {
    async of(workload) {
      const name = configPath({ service: workload, environment }, RELEASE_CONTRACT);
      const client = await clients.ssm();
      const get = client.getParameter({ Name: name, WithDecryption: true });
      const { Parameter } = await get.catch((error: unknown) => {
        if (!isNamed(error, "ParameterNotFound")) throw error;
        const want = `a workload that the platform has applied in ${environment}: there is no ${name}`;
        throw new InvalidInput("the release contract", [formatProblem("workload", workload, want)]);
      });
      return parseReleaseContract(Parameter?.Value ?? "");
    },
  };
}
