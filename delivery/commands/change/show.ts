import { z } from "zod";
import { verb } from "../../cli/verb";
import type { ChangeRecord } from "../../ledger/changes";
import { changeAnswer, changeOptions, changeSubject } from "./subject";

/** `nc change show`: the changes that bring a release into an environment. */
export const changeShow = verb({
  summary: "Shows the changes of a release: type, ticket, approvals, window and result.",
  example: "nc change show billing v1.4.0 --environment prod",
  input: z.strictObject(changeOptions),
  positional: ["workload", "version"],
  answer: z.strictObject({
    changes: z.array(changeAnswer.extend({ ticketState: z.enum(["open", "closed"]).nullable() })),
  }),
  async run(input, session) {
    const { release, changes, tickets } = await changeSubject(input, session);
    const stateOf = async ({ ticket }: ChangeRecord) => {
      if (ticket === null) return null;
      return (await tickets().find(ticket))?.state ?? null;
    };
    const shown = await Promise.all(
      changes.map(async (change) => ({ ...change, ticketState: await stateOf(change) })),
    );
    const none = [`${release.workload} ${release.version} has no change in ${input.environment}`];
    return {
      result: "pass",
      answer: { changes: shown },
      lines: shown.length === 0 ? none : shown.flatMap(linesOf),
    };
  },
});

function linesOf({
  ticketState,
  ...change
}: ChangeRecord & { readonly ticketState: string | null }): string[] {
  const { ticket, result, closedAt, approvals } = change;
  return [
    `change ${change.change}, ${change.changeType}, opened ${change.openedAt}`,
    `  ticket    ${ticket ?? "none"}${ticketState === null ? "" : `, ${ticketState}`}`,
    ...approvals.map(
      ({ approver, githubEnvironment, at }) =>
        `  approved  by ${approver} in ${githubEnvironment}, ${at}`,
    ),
    ...change.window.map((reason) => `  window    ${reason}`),
    `  result    ${result === null ? "not ended" : `${result}, ${closedAt}`}`,
  ];
}
