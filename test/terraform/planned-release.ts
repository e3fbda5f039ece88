import { join } from "node:path";
import type { AwsClients } from "../../delivery/adapters/aws/clients";
import { s3TerraformPlans } from "../../delivery/adapters/aws/terraform-plans";
import { makePlan } from "../../delivery/adapters/terraform/kept-plan";
import { terraformStack } from "../../delivery/adapters/terraform/stack";
import { parseRelease, type Release } from "../../delivery/decisions/release/release";
import type { ReleaseContractOf } from "../../infra/release/contract";
import type { StackRepository } from "../../sandbox/rehearsal/delivery/stacks";
import { manifest } from "../delivery/decisions/release/fixture";

/** What a stack is planned with. */
export interface Planner {
  readonly contract: ReleaseContractOf<"terraform">;
  readonly repository: StackRepository;
  readonly clients: AwsClients;
  /** What Terraform finds in its environment, beside this process's own. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Plans a commit of a stack that is checked out, in stg, and makes a release of that. */
export async function plannedRelease(
  { contract, repository, clients, variables }: Planner,
  { commit, version }: { readonly commit: string; readonly version: string },
): Promise<Release> {
  const folder = join(repository.folder, contract.directory);
  const { signal } = new AbortController();
  const stack = terraformStack({ folder, env: { ...process.env, ...variables }, signal }, contract);
  await stack.init();
  const workload = contract.service;
  const about = { workload, environment: "stg" as const, commit };
  const plans = s3TerraformPlans(clients, contract);
  const { sha256 } = await makePlan(stack, about, (file) => stack.plan(file), plans);
  const key = `${workload}/plan/${sha256}/tfplan.bin`;
  return parseRelease(
    manifest({
      version,
      workload,
      kind: "terraform",
      commit,
      artifacts: [{ type: "terraform-plan", environment: "stg", key, sha256 }],
    }),
  );
}
