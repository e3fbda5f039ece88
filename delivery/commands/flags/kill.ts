import { z } from "zod";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { verb } from "../../cli/verb";
import { newestChange } from "../../flags/deployed";
import { killFlags } from "../../flags/kill-flags";
import { reportUndone } from "../../flags/report";
import { waitLine } from "../../progress/wait-line";
import { environment, undoReason, workload } from "../options";
import { flagsOf, reportOf } from "./flags-of";

/** `nc flags kill`: all callers have the flags of before, at once and without an approval (CI/CL-002 §14). */
export const flagsKill = verb({
  summary: "Undoes the newest change of a workload's flags at once, with an incident and a ticket.",
  example: 'nc flags kill billing --environment prod --reason "the new parser loses pages"',
  input: z.strictObject({
    workload,
    environment,
    reason: undoReason,
    dryRun: z.boolean().default(false).meta({ description: "show what would be undone" }),
  }),
  positional: ["workload"],
  answer: z.strictObject({
    deployment: z.string(),
    incident: z.string().nullable(),
    ticket: z.string().nullable(),
  }),
  async run({ reason, dryRun, ...input }, session) {
    const found = await flagsOf(input, session);
    const report = await reportOf(input, found, session);
    const newest = await newestChange(found.flags);
    if (dryRun && newest !== undefined) {
      const answer = { deployment: newest.id, incident: null, ticket: null };
      return {
        result: "pass",
        answer,
        lines: [`${newest.id} is ${newest.state}: it would be undone`],
      };
    }
    const since = session.now();
    if (newest !== undefined) {
      session.say(waitLine({ what: `${newest.id} is undone for all callers at once`, usually: 0 }));
    }
    const killed = await killFlags(found.flags, session);
    if (killed === undefined) {
      const want = `one whose flags were deployed into ${input.environment}, and with a version before`;
      throw new InvalidInput("the flags", [formatProblem("workload", input.workload, want)]);
    }
    const { incident, ticket } = await reportUndone(report, killed, {
      cause: "person",
      reason,
      since,
    });
    const { id: deployment } = killed.undone;
    const seconds = Math.round((session.now().getTime() - since.getTime()) / 1000);
    return {
      result: "pass",
      answer: { deployment, incident, ticket },
      lines: [
        `${deployment} is undone within ${seconds} s`,
        `incident ${incident}, root-cause ticket ${ticket}`,
      ],
    };
  },
});
