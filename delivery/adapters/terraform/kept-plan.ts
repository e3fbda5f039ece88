import type { PlannedChange } from "../../decisions/terraform/plan-changes";
import {
  checkPlanStatement,
  type PlanStatement,
  parsePlanStatement,
  planStatementText,
} from "../../decisions/terraform/plan-statement";
import type { TerraformPlans } from "../../ports/terraform-plans";
import { planWrittenBy } from "./plan-file";
import type { TerraformStack } from "./stack";

/** Of which workload, environment and commit a plan is. */
type About = Pick<PlanStatement, "workload" | "environment" | "commit">;

/**
 * Plans a stack that is connected with its state.
 *
 * @param make - writes the plan to a file
 * @param plans - where the plan is kept, with its statement. @default - it is not kept
 */
export async function makePlan(
  stack: TerraformStack,
  { workload, environment, commit }: About,
  make: (file: string) => Promise<readonly PlannedChange[]>,
  plans?: TerraformPlans,
): Promise<{ readonly sha256: string; readonly changes: readonly PlannedChange[] }> {
  const { plan, answer: changes } = await planWrittenBy(make);
  const { sha256, bytes } = plan;
  if (plans !== undefined) {
    const terraformVersion = await stack.version();
    const stated = { sha256, workload, environment, commit, terraformVersion };
    await plans.put(sha256, { plan: bytes, statement: planStatementText(stated) });
  }
  return { sha256, changes };
}

/**
 * The bytes of the plan that was approved.
 *
 * @throws {InvalidInput} if there is none, or it is of something else, or of another version of Terraform
 */
export async function approvedPlan(
  stack: TerraformStack,
  plans: TerraformPlans,
  about: About & Pick<PlanStatement, "sha256">,
): Promise<Uint8Array> {
  const { sha256, workload, environment, commit } = about;
  const { plan, statement } = await plans.get(sha256);
  const terraformVersion = await stack.version();
  const found = { sha256, workload, environment, commit, terraformVersion };
  checkPlanStatement(parsePlanStatement(statement), found);
  return plan;
}
