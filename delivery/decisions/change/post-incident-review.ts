import type { Environment } from "../../../infra/environments";
import type { Release } from "../release/release";

/** What is asked of a review. */
export interface Review {
  readonly title: string;
  /** Sentences and questions, in their order. */
  readonly lines: readonly string[];
}

/**
 * The post-incident review that an emergency change owes (CI/CL-002 §16); nothing for another change, or outside of
 * prod, which alone asks the person on call.
 *
 * @param promotion - its id
 */
export function reviewOf(
  {
    workload,
    version,
    commit,
    change,
  }: Pick<Release, "change" | "commit" | "version" | "workload">,
  environment: Environment,
  promotion: string,
): Review | undefined {
  if (change.type !== "emergency" || environment !== "prod") return undefined;
  return {
    title: `Review the emergency change of ${workload} ${version} in ${environment}: promotion ${promotion}`,
    lines: [
      `${change.summary} (commit ${commit}).`,
      "As an emergency it was not held to the change window, the error budget or open incidents.",
      "What happened, from the first sign to the end?",
      "Why could the change not wait for the change board?",
      "What is done so that the next one can, by whom, and until when?",
    ],
  };
}
