import { z } from "zod";
import { verb } from "../../cli/verb";
import { flagChanges } from "../../decisions/flags/changes";
import { deployFlags } from "../../flags/deploy-flags";
import { documentInForce } from "../../flags/deployed";
import { reportDeployed, reportUndone } from "../../flags/report";
import { environment, workload } from "../options";
import { flagsOf, reportOf } from "./flags-of";

/** `nc flags deploy`: brings the catalog's flags into force, watched by AppConfig. */
export const flagsDeploy = verb({
  summary: "Deploys a workload's flags as the catalog says, watched by its alarms.",
  example: "nc flags deploy billing --environment stg",
  input: z.strictObject({
    workload,
    environment,
    dryRun: z.boolean().default(false).meta({ description: "show what would change, and no more" }),
  }),
  positional: ["workload"],
  answer: z.strictObject({
    changes: z.array(z.string()),
    deployment: z.string().nullable(),
    incident: z.string().nullable(),
    ticket: z.string().nullable(),
  }),
  async run({ dryRun, ...input }, session) {
    const found = await flagsOf(input, session);
    const { flags, document } = found;
    const changes = flagChanges(await documentInForce(flags), document);
    const nothing = { changes, deployment: null, incident: null, ticket: null };
    if (dryRun) return { result: "pass", answer: nothing, lines: changes };
    const report = await reportOf(input, found, session);
    const { say } = session;
    const ended = await deployFlags({ flags, document, clock: session, say });
    if (ended === undefined) {
      const line = `the flags of ${input.workload} in ${input.environment} are as the catalog says`;
      return { result: "pass", answer: nothing, lines: [line] };
    }
    if (ended.state === "succeeded") {
      await reportDeployed(report, ended);
      const answer = { ...nothing, deployment: ended.id };
      return { result: "pass", answer, lines: [...changes, `${ended.id} has succeeded`] };
    }
    const reason = "AppConfig took them back, as it does where an alarm goes off.";
    const why = { cause: "alarm", reason, since: session.now() } as const;
    const { incident, ticket } = await reportUndone(report, { undone: ended }, why);
    const answer = { changes, deployment: ended.id, incident, ticket };
    const opened = `incident ${incident}, root-cause ticket ${ticket}`;
    return { result: "fail", answer, lines: [`${ended.id} was rolled back`, opened] };
  },
});
