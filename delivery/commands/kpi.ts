import { z } from "zod";
import { quarterStart } from "../../infra/kpi-metrics";
import { verb } from "../cli/verb";
import { type Kpis, kpis } from "../ledger/kpi/kpis";
import { accountOf } from "./account";
import { environment, instant, workload } from "./options";

const number = z.number().optional();
const spread = z.strictObject({ median: number, p90: number });

/** `nc kpi`: the delivery KPIs of docs/kpis.md. */
export const kpi = verb({
  summary: "Computes the delivery KPIs of a period from the ledger.",
  example: "nc kpi --environment prod --from 2026-01-01 --to 2026-04-01",
  input: z.strictObject({
    environment,
    from: instant
      .optional()
      .meta({ description: "start of the period, in UTC (the first day of this quarter)" }),
    to: instant
      .optional()
      .meta({ description: "end of the period, which is not part of it (now)" }),
    workload: workload.optional().meta({ description: "of one workload alone" }),
    app: z.enum(["Neurocipher", "AuditHound"]).optional().meta({ description: "of one app alone" }),
  }),
  answer: z.strictObject({
    deployments: z.number(),
    deploymentsPerDay: z.number(),
    leadTime: spread,
    machineLeadTime: spread,
    changeFailurePercent: number,
    restoreMinutes: number,
    notRestored: z.number(),
    rollbackPercent: number,
    stoppedBeforeUsers: z.number(),
  }),
  waits: { for: "all events of the ledger" },
  async run(input, session) {
    const ledger = await accountOf(input.environment, session).ledger();
    const events =
      input.workload === undefined
        ? await ledger.allEvents()
        : await ledger.eventsOf(input.workload);
    const now = session.now();
    const { from = quarterStart(now), to = now.getTime() } = input;
    const found = kpis(events, { ...input, from, to });
    return { result: "pass", answer: found, lines: linesOf(found) };
  },
});

function linesOf(found: Kpis): string[] {
  const of = (value: number | undefined, unit: string) =>
    value === undefined ? "nothing measured" : `${rounded(value)} ${unit}`;
  const both = ({ median, p90 }: Kpis["leadTime"]) => `${of(median, "min")}, p90 ${of(p90, "min")}`;
  return [
    `deployments              ${found.deployments}, ${of(found.deploymentsPerDay, "a day")}`,
    `lead time, median        ${both(found.leadTime)}`,
    `  machine time alone     ${both(found.machineLeadTime)}`,
    `change failure rate      ${of(found.changeFailurePercent, "%")}`,
    `time to restore, mean    ${of(found.restoreMinutes, "min")}, not restored yet: ${found.notRestored}`,
    `rollback rate            ${of(found.rollbackPercent, "%")}`,
    `stopped before users     ${found.stoppedBeforeUsers}`,
  ];
}

/** One decimal; of what is less than one, two digits that say something. */
function rounded(value: number): number {
  return value < 1 ? Number(value.toPrecision(2)) : Math.round(value * 10) / 10;
}
