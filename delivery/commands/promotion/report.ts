import { z } from "zod";
import type { GateAnswer } from "../../decisions/gates/registry";
import { VERDICTS } from "../../decisions/verdict";

/** What one gate said, as `--json` has it. */
export const gateAnswer = z.strictObject({
  gate: z.string(),
  question: z.string(),
  verdict: z.enum(VERDICTS),
  reasons: z.array(z.string()),
  /** When to ask again, as an ISO instant. */
  until: z.string().optional(),
  /** Who is waited for. */
  whom: z.string().optional(),
});

/** The answers of gates, in the shape of {@link gateAnswer}. */
export function answersOf(answers: readonly GateAnswer[]): z.input<typeof gateAnswer>[] {
  return answers.map(({ gate, question, answer }) => {
    const { kind: verdict, reasons } = answer;
    const plain = { gate, question, verdict, reasons: [...reasons] };
    if (answer.kind !== "wait") return plain;
    const until = answer.until === undefined ? undefined : new Date(answer.until).toISOString();
    return { ...plain, until, whom: answer.whom };
  });
}

/** A line for each gate, such as `pass  window  A window is open until 16:00.`. */
export function gateLines(answers: readonly GateAnswer[]): string[] {
  return answers.map(
    ({ gate, answer }) => `${answer.kind}  ${gate.padEnd(15)}  ${answer.reasons.join(" ")}`,
  );
}

/** The same as a table, under a heading. Reasons may have text of strangers: nothing in them is Markdown or HTML. */
export function gateTable(heading: string, answers: readonly GateAnswer[]): string {
  const rows = answers.map(
    ({ gate, answer }) => `| ${gate} | ${answer.kind} | ${plain(answer.reasons.join(" "))} |`,
  );
  return [
    `### ${plain(heading)}`,
    "",
    "| gate | answer | why |",
    "| --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

/** Text that Markdown shows as it is: each character that could mean something is written by its number. */
export function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[^\p{L}\p{N} .,:;()'%-]/gu, (character) => `&#${character.codePointAt(0)};`);
}
