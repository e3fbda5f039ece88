import { z } from "zod";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { verb } from "../../cli/verb";
import { RESULTS } from "../../decisions/promotion/phases";
import { releaseId } from "../../decisions/release/release";
import { resultSince } from "../../ledger/changes";
import { dryRun } from "../options";
import { changeOptions, changeSubject, openChange } from "./subject";

/** `nc change close`: closes a change with its result, and the ticket that was opened for it. */
export const changeClose = verb({
  summary: "Closes a change with its result, and the ticket that was opened for it.",
  example: "nc change close billing v1.4.0 --environment prod",
  input: z.strictObject({
    ...changeOptions,
    result: z
      .enum(RESULTS)
      .optional()
      .meta({ description: "how it has ended; what the ledger says without it" }),
    dryRun,
  }),
  positional: ["workload", "version"],
  answer: z.strictObject({
    change: z.string(),
    ticket: z.string().nullable(),
    outcome: z.enum(RESULTS).nullable(),
    closed: z.boolean(),
  }),
  async run(input, session) {
    const { environment, dryRun } = input;
    const { release, events, changes, key, record, tickets } = await changeSubject(input, session);
    const { workload, version } = release;
    const change = openChange(changes);
    if (change === undefined) {
      const last = changes.at(-1);
      if (last?.result) {
        const { change, ticket, result: outcome } = last;
        const line = `change ${change} of ${workload} in ${environment} is closed: ${outcome}`;
        return { result: "pass", answer: { change, ticket, outcome, closed: true }, lines: [line] };
      }
      const want = `a release with a change into ${environment}`;
      throw new InvalidInput("the change", [formatProblem("<version>", version, want)]);
    }
    const id = { change: change.change, ticket: change.ticket };
    const outcome = input.result ?? resultSince(events, releaseId(release), change.openedAt);
    if (outcome === undefined) {
      const lines = [`change ${id.change} of ${workload} is open: its promotion has not ended`];
      return { result: "wait", answer: { ...id, outcome: null, closed: false }, lines };
    }
    if (!dryRun) {
      const note = `Result: ${outcome}, at ${session.now().toISOString()}.`;
      if (id.ticket !== null) {
        await tickets().close(id.ticket, key, note);
      }
      await record({ type: "change-closed", change: id.change, result: outcome });
    }
    const done = dryRun ? "would be closed" : "is closed";
    return {
      result: "pass",
      answer: { ...id, outcome, closed: !dryRun },
      lines: [`change ${id.change} of ${workload} in ${environment} ${done}: ${outcome}`],
    };
  },
});
