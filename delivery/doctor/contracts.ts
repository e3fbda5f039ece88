import { InvalidInput } from "../../infra/problems";
import { parseReleaseContract, type ReleaseContract } from "../../infra/release/contract";
import type { Settings } from "../../infra/settings/parse";
import type { AccountInspection } from "../ports/account-inspection";
import { type Check, type Saying, sayings } from "./check";

/** The contracts of an account: those that can be read, and what is wrong with the others. */
export interface ReadContracts {
  readonly contracts: readonly ReleaseContract[];
  readonly problems: readonly string[];
}

/** Reads every release contract of an environment; one that is wrong is a problem, and no error. */
export async function readContracts(
  { environment }: Pick<Settings, "environment">,
  account: AccountInspection,
): Promise<ReadContracts> {
  const contracts: ReleaseContract[] = [];
  const problems: string[] = [];
  for (const [name, text] of Object.entries(await account.contracts(environment))) {
    try {
      contracts.push(parseReleaseContract(text));
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      problems.push(...error.problems.map((problem) => `${name}: ${problem}`));
    }
  }
  return { contracts, problems };
}

/** That the parameters are there from which releases know an environment, and that `nc` can read each. */
export function contractsCheck(
  { environment }: Settings,
  read: () => Promise<ReadContracts>,
): Check {
  const mend = `pulumi up --refresh --stack ${environment} --policy-pack policies`;
  return {
    name: "parameters",
    mend: `aws ssm get-parameters-by-path --recursive --path /nc/${environment}/, to see what the role may read`,
    async look(): Promise<Saying[]> {
      const { contracts, problems } = await read();
      if (contracts.length + problems.length === 0) {
        const problem = `release contracts below /nc/${environment}/ is 0: expected one of each workload`;
        return [{ problem, mend }];
      }
      return sayings(problems, mend, `${contracts.length} release contracts`);
    },
  };
}
