import { ask } from "./ask";
import { plan, wrongWith } from "./check";
import { readParameters } from "./environment";
import { loadSynthetics } from "./runtime";

/** There is no page to see. */
const NO_SCREENSHOTS = {
  screenshotOnStepStart: false,
  screenshotOnStepSuccess: false,
  screenshotOnStepFailure: false,
};

/**
 * One run of a canary. Every step is taken, whatever became of those before it; a run is good only
 * if each is known to have gone well, and else it throws, which is how a canary fails.
 */
export async function handler(): Promise<void> {
  const { baseUrl, checks, limitMs, library, identity } = readParameters(process.env);
  const synthetics = loadSynthetics(library);
  const problems: string[] = [];

  for (const step of plan(baseUrl, checks)) {
    let formatProblem: string | undefined = `${step.name}: did not run`;
    const action = async () => {
      formatProblem = wrongWith(step, await ask(step, limitMs, identity));
      if (formatProblem !== undefined) throw new Error(formatProblem);
    };
    await synthetics.executeStep(step.name, action, NO_SCREENSHOTS).catch((error) => {
      formatProblem ??= `${step.name}: ${error}`;
    });
    if (formatProblem !== undefined) problems.push(formatProblem);
  }
  if (problems.length > 0) throw new Error(problems.join("; "));
}
