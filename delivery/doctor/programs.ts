import { formatProblem, InvalidInput } from "../../infra/problems";
import type { ReleaseContract } from "../../infra/release/contract";
import type { Settings } from "../../infra/settings/parse";
import { type Check, type Saying, sayings } from "./check";
import type { ReadContracts } from "./contracts";

/** What `nc` runs and reads on this machine. Each throws an InvalidInput where it is not there, or is none. */
export interface Machine {
  readonly oras: () => Promise<void>;
  readonly terraform: () => Promise<void>;
  readonly trustedRoot: () => Promise<void>;
}

/** One program, when it is needed, and what is done where it is not there. */
interface Program {
  readonly name: "oras" | "terraform";
  readonly isNeededBy: (contract: ReleaseContract) => boolean;
  readonly want: string;
  readonly mend: string;
}

const ORAS: Program = {
  name: "oras",
  isNeededBy: (contract) => "repositoryUri" in contract,
  want: "a program that copies images, on the PATH or named by NC_ORAS",
  mend: 'export NC_ORAS="$(node tools/workflow/build-oras.mjs)"',
};
const TERRAFORM: Program = {
  name: "terraform",
  isNeededBy: ({ kind }) => kind === "terraform",
  want: "terraform or tofu, on the PATH",
  mend: "install Terraform 1.11.4, as .github/actions/install-terraform/action.yml does",
};

/** That the programs run with which the environment's workloads are promoted: images are copied into prod alone. */
export function programsCheck(
  { environment }: Settings,
  machine: Machine,
  read: () => Promise<ReadContracts>,
): Check {
  const programs = environment === "prod" ? [ORAS, TERRAFORM] : [TERRAFORM];
  return {
    name: "programs",
    mend: `aws sso login, as somebody who may read the account of ${environment}`,
    async look() {
      const { contracts } = await read();
      const needed = programs.filter(({ isNeededBy }) => contracts.some(isNeededBy));
      const found = await Promise.all(
        needed.map(async ({ name, want, mend }): Promise<Saying[]> => {
          const why = await problemOf(machine[name]);
          return why === undefined ? [] : [{ problem: formatProblem(name, why, want), mend }];
        }),
      );
      const problems = found.flat();
      const names = needed.map(({ name }) => name).join(" and ");
      return problems.length > 0 ? problems : [{ found: names || "none is needed" }];
    },
  };
}

/** That the authorities are known whose signatures count. */
export function trustedRootCheck({ trustedRoot }: Machine): Check {
  const mend = "unset NC_TRUSTED_ROOT; git checkout -- infra/signing/trusted-root.json";
  return {
    name: "trusted root",
    mend,
    async look() {
      const why = await problemOf(trustedRoot);
      return sayings(
        why === undefined ? [] : [why],
        mend,
        "the authorities whose signatures count",
      );
    },
  };
}

/** Why something is not there, in one line. */
async function problemOf(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.problems.join("; ");
  }
}
