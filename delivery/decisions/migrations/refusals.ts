import type { Environment } from "../../../infra/environments";
import { formatProblem } from "../../../infra/problems";
import type { Release } from "../release/release";

/**
 * Why the migrations of a release may not run: a line each, none where they may. The manifest was refused with every other
 * rule when it was made (`report.ts`); what runs holds it to what people decided (CI/CL-002 §8). dev gets what is merged, with
 * the reviews that main asks for: who approved is asked of a tag.
 */
export function migrationRefusals(
  { migrations }: Pick<Release, "migrations">,
  environment: Environment,
): string[] {
  if (migrations === undefined) {
    return [formatProblem("migrations", undefined, "the report of what the release migrates")];
  }
  const { report, approvedBy, flag } = migrations;
  if (report.destructive.length === 0) return [];
  const [first] = report.destructive;
  const what = `${first?.file}:${first?.line} ${first?.finding}`;
  return [
    ...(environment !== "dev" && approvedBy.length === 0
      ? [formatProblem("migrations.approvedBy", [], `an owner who approves that it ${what}`)]
      : []),
    ...(flag === undefined
      ? [formatProblem("migrations.flag", undefined, "the flag that guards the change of shape")]
      : []),
  ];
}
