import { Unmet } from "../../check";
import type { Scenario } from "../../scenario";
import type { Facts } from "../facts";
import { CRITERIA, PARTS, type PartName } from "./criteria";

/** What a rehearsal has shown of one part of a criterion. */
export interface JudgedPart {
  readonly name: PartName;
  readonly title: string;
  /** `wrong`: a scenario is meant to show it, and did not, or something shows the contrary. */
  readonly result: "shown" | "not shown" | "wrong";
  readonly evidence: readonly string[];
  /** What is wrong. @default - nothing is */
  readonly problem?: string;
}

/** One of the acceptance criteria of CI/CL-002 §20, and what shows it. */
export interface Judged {
  readonly text: string;
  readonly parts: readonly JudgedPart[];
}

/**
 * Holds what was rehearsed against the acceptance criteria. A part that no scenario is meant to show, and without
 * evidence, is `not shown`, which is no mistake.
 */
export function judge(facts: Facts, scenarios: readonly Scenario[]): readonly Judged[] {
  const meant = scenarios.flatMap(({ shows = [] }) => shows);
  return CRITERIA.map(({ text, parts }) => ({
    text,
    parts: parts.map((name) => judgePart(name, facts, meant.includes(name))),
  }));
}

/** Whether nothing is `wrong`. */
export function isAccepted(criteria: readonly Judged[]): boolean {
  return criteria.every(({ parts }) => parts.every(({ result }) => result !== "wrong"));
}

function judgePart(name: PartName, facts: Facts, isMeant: boolean): JudgedPart {
  const { title, evidence: read } = PARTS[name];
  try {
    const evidence = read(facts);
    if (evidence.length > 0) return { name, title, result: "shown", evidence };
  } catch (error) {
    if (!(error instanceof Unmet)) throw error;
    return { name, title, result: "wrong", evidence: [], problem: error.message };
  }
  if (!isMeant) return { name, title, result: "not shown", evidence: [] };
  const problem = "nothing shows it, and a scenario is meant to";
  return { name, title, result: "wrong", evidence: [], problem };
}
