import type { Facts } from "../facts";
import { bakesBeforeProd } from "./bakes";
import { rollbacksOf } from "./rollbacks";
import { blueGreenInStg, canariesInStg } from "./rollouts";
import { stepsOf } from "./steps";

/** A part of an acceptance criterion. */
interface Part {
  readonly title: string;
  /**
   * What was read in an account, a ledger or GitHub that shows it; none where nothing does.
   *
   * @throws {Unmet} if something shows the contrary
   */
  readonly evidence: (facts: Facts) => readonly string[];
}

/** What of CI/CL-002 §20 the scenarios can show, by names that they refer to. */
export const PARTS = {
  roles: { title: "OIDC roles, for their own jobs alone", evidence: stepsOf("deploy-roles") },
  approvers: { title: "required approvers", evidence: stepsOf("github-environments") },
  "blue-green": { title: "blue/green for ECS in stg", evidence: blueGreenInStg },
  canary: { title: "canary for Lambda in stg", evidence: canariesInStg },
  bake: { title: "green bakes in stg before prod", evidence: bakesBeforeProd },
  "rollback-ecs": { title: "rollback of ECS", evidence: rollbacksOf("service", "worker") },
  "rollback-lambda": { title: "rollback of Lambda", evidence: rollbacksOf("function") },
  "rollback-terraform": { title: "rollback of Terraform", evidence: rollbacksOf("terraform") },
} as const satisfies Record<string, Part>;

/** Name of a part of the acceptance criteria. */
export type PartName = keyof typeof PARTS;

/** The acceptance criteria of CI/CL-002 §20, word for word. */
export const CRITERIA: readonly { readonly text: string; readonly parts: readonly PartName[] }[] = [
  { text: "OIDC roles created and scoped for each env.", parts: ["roles"] },
  { text: "GitHub Environments set with required approvers.", parts: ["approvers"] },
  {
    text: "Blue-green for ECS and canary for Lambda verified in stg.",
    parts: ["blue-green", "canary"],
  },
  { text: "Bake checks green before first prod deploy.", parts: ["bake"] },
  {
    text: "Rollback steps validated for ECS, Lambda, and Terraform.",
    parts: ["rollback-ecs", "rollback-lambda", "rollback-terraform"],
  },
];
