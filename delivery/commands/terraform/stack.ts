import { join } from "node:path";
import { z } from "zod";
import type { Environment } from "../../../infra/environments";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { parameterContracts } from "../../adapters/aws/contracts";
import { s3TerraformLocks } from "../../adapters/aws/terraform-locks";
import { s3TerraformPlans } from "../../adapters/aws/terraform-plans";
import { checkCheckout } from "../../adapters/git/checkout";
import { terraformStack } from "../../adapters/terraform/stack";
import type { Session } from "../../cli/verb";
import type { PlannedChange } from "../../decisions/terraform/plan-changes";
import { accountOf } from "../account";
import { environment, workload } from "../options";

/** Options of every verb that works on a checked-out Terraform stack. */
export const stackOptions = {
  workload,
  environment,
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/, "the full id of a commit, 40 hex digits")
    .meta({ description: "the commit that is checked out" }),
  checkout: z
    .string()
    .default(".")
    .meta({ description: "folder of the checked-out repository; this one without it" }),
};

/** The stack of a workload in a checkout, and where its plans are kept. */
export async function openStack(
  given: {
    readonly workload: string;
    readonly environment: Environment;
    readonly commit: string;
    readonly checkout: string;
  },
  session: Session,
) {
  const { clients } = accountOf(given.environment, session);
  const contract = await parameterContracts(clients, given.environment).of(given.workload);
  if (contract.kind !== "terraform") {
    const problem = formatProblem("workload", `a ${contract.kind}`, "a terraform workload");
    throw new InvalidInput(given.workload, [problem]);
  }
  await checkCheckout(given.checkout, given.commit);
  const folder = join(given.checkout, contract.directory);
  return {
    stack: terraformStack({ folder, env: session.env, signal: session.signal }, contract),
    plans: s3TerraformPlans(clients, contract),
    locks: s3TerraformLocks(clients, contract),
  };
}

/** Changes for a person: a line each, and never a value. */
export function changeLines(changes: readonly PlannedChange[]): string[] {
  if (changes.length === 0) return ["  no changes"];
  return changes.map(({ kind, address }) => `  ${kind.padEnd(8)} ${address}`);
}

/** Shape of the changes in what `--json` prints. */
export const changesAnswer = z.array(
  z.strictObject({
    address: z.string(),
    kind: z.enum(["create", "update", "replace", "delete", "forget"]),
  }),
);
