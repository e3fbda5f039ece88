import { z } from "zod";
import { ENVIRONMENTS, type Environment } from "../../../infra/environments";
import { formatProblem, InvalidInput, parse } from "../../../infra/problems";
import { cause } from "./cause";
import { difference } from "./resource";

/** One resource that is not as the program has it, and what is known of why. */
export const finding = z.strictObject({
  /** Pulumi's URN. */
  urn: z.string(),
  /** Pulumi type token. */
  type: z.string(),
  /** AWS's own id: an ARN, a URL or a name. */
  id: z.string(),
  kind: z.enum(["changed", "deleted"]),
  differences: z.array(difference),
  /** @default - nobody is known */
  cause: cause.optional(),
  /** Why nobody is known. @default - CloudTrail has no change of it since it was applied */
  causeUnknown: z.string().optional(),
});

/** One resource that is not as the program has it. */
export type Finding = Readonly<z.output<typeof finding>>;

/** What `nc drift --json` prints, and what one run hands to the next. */
const report = z.object({
  answer: z.object({ environment: z.enum(ENVIRONMENTS), findings: z.array(finding) }),
});

/**
 * What an earlier `nc drift --json` found.
 *
 * @throws {InvalidInput} if it is no such answer, or one of another environment
 */
export function findingsOf(json: unknown, environment: Environment): readonly Finding[] {
  const { answer } = parse(report, json, "the findings");
  if (answer.environment === environment) return answer.findings as readonly Finding[];
  const problem = formatProblem("answer.environment", answer.environment, environment);
  throw new InvalidInput("the findings", [problem]);
}
