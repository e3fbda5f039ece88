import type { Step } from "./steps";

/** Shows a rehearsal while it goes on. */
interface Timeline {
  readonly scenario: (title: string) => void;
  readonly step: (step: Step) => void;
  /** A line of what is being done, such as the progress of a deployment. */
  readonly progress: (line: string) => void;
}

/** Lines of text, each with the virtual time of the accounts. */
export function textTimeline(now: () => Date, write: (line: string) => void): Timeline {
  const clock = () => now().toISOString().slice(11, 19);
  return {
    scenario: (title) => write(`\n${title}`),
    progress: (line) => write(`  ${clock()}     ${line.trim()}`),
    step({ ok, title, evidence, problem }) {
      write(`  ${clock()}  ${ok ? "✓" : "✗"}  ${title}`);
      for (const line of problem?.split("\n") ?? evidence) write(`${" ".repeat(15)}${line}`);
    },
  };
}
