import type { Facts } from "../facts";

/**
 * The steps of a scenario as evidence: their titles, where each of them is as it should be; none where one is
 * not, or where the scenario was not told.
 */
export function stepsOf(scenario: string) {
  return ({ steps }: Facts): readonly string[] => {
    const own = steps.filter((each) => each.scenario === scenario);
    return own.every(({ ok }) => ok) ? own.map(({ title }) => title) : [];
  };
}
