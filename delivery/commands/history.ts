import { z } from "zod";
import { verb } from "../cli/verb";
import { ledgerEvent } from "../ledger/events";
import { accountOf } from "./account";
import { historyLines, inOrder } from "./history-lines";
import { environment, instant, workload } from "./options";

/** `nc history`: the ledger of one workload. */
export const history = verb({
  summary: "Lists what happened to a workload, oldest first.",
  example: "nc history billing --environment prod --from 2026-03-01",
  input: z.strictObject({
    workload,
    environment,
    from: instant.optional().meta({ description: "the first day or instant, in UTC" }),
  }),
  positional: ["workload"],
  answer: z.strictObject({ events: z.array(ledgerEvent) }),
  async run(input, session) {
    const ledger = await accountOf(input.environment, session).ledger();
    const events = inOrder(await ledger.eventsOf(input.workload, input.from));
    const nothing = [`nothing is recorded of ${input.workload} in ${input.environment}`];
    return {
      result: "pass",
      answer: { events: [...events] },
      lines: events.length === 0 ? nothing : [...historyLines(events)],
    };
  },
});
