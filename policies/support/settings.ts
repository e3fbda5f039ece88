import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../../infra/problems";
import { type Settings, settingsFromConfig } from "../../infra/settings/parse";

let last: { readonly from: string; readonly settings: Settings } | undefined;

/**
 * The settings of the stack whose plan is judged, or the problems that they have. The engine gives
 * a policy pack the project, the stack and its config as it gives them to the program.
 */
export function settingsOrProblems(): Settings | readonly string[] {
  const [project, stack] = [pulumi.getProject(), pulumi.getStack()];
  const config = pulumi.runtime.allConfig();
  const from = JSON.stringify([project, stack, config]);
  if (last?.from === from) return last.settings;
  try {
    last = { from, settings: settingsFromConfig(project, stack, config) };
    return last.settings;
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
}

export function isSettings(found: Settings | readonly string[]): found is Settings {
  return !Array.isArray(found);
}

/** Why no rule can judge a stack whose settings have problems. */
export function whyNotJudged(problems: readonly string[]): string {
  return `the stack's settings cannot be read, so nothing can be judged: ${problems.join("; ")}`;
}
