import { join } from "node:path";
import { formatProblem, InvalidInput } from "../../../../infra/problems";
import type { ReleaseContractOf } from "../../../../infra/release/contract";
import type { Deployer } from "../../../ports/deployer";
import { inWorktree } from "../../git/worktree";
import { terraformDeployer } from "../../terraform/deployer";
import { terraformStack } from "../../terraform/stack";
import { s3TerraformApplies } from "../terraform-applies";
import { s3TerraformPlans } from "../terraform-plans";
import type { Target } from "./target";

/**
 * Deploys a Terraform stack from a clone of its repository.
 *
 * @throws {InvalidInput} if there is no clone
 */
export function terraformStackDeployer({
  clients,
  contract,
  clock,
  terraform,
}: Target<ReleaseContractOf<"terraform">>): Deployer {
  if (terraform === undefined) {
    const want = "a clone of its repository, from which Terraform runs";
    throw new InvalidInput("the deployment", [formatProblem("--checkout", undefined, want)]);
  }
  const { repository, env, signal } = terraform;
  return terraformDeployer({
    workload: contract.service,
    environment: contract.environment,
    plans: s3TerraformPlans(clients, contract),
    applies: s3TerraformApplies(clients, contract),
    inCheckout: (commit, work) =>
      inWorktree(repository, commit, (checkout) =>
        work(terraformStack({ folder: join(checkout, contract.directory), env, signal }, contract)),
      ),
    clock,
  });
}
