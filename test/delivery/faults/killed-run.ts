import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { parameterContracts } from "../../../delivery/adapters/aws/contracts";
import { runCommandLine } from "../../../delivery/cli/run";
import { verb } from "../../../delivery/cli/verb";
import { parseRelease } from "../../../delivery/decisions/release/release";
import type { Clock } from "../../../delivery/ports/clock";
import { promote } from "../../../delivery/promotion/promote";
import { ask, promotionOf } from "./promotion";

// A process that promotes a release and may be killed at any time: its variables say which, and against what.

const controller = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => controller.abort());
}

const variable = (name: string) => process.env[name] ?? "";
const endpoint = variable("AWS_ENDPOINT_URL");

/** A clone of a Terraform stack's repository; only such a stack has one. */
const checkout = process.env.CHECKOUT;

/** The clock of the simulated account: it is asked before the verb begins, and waiting advances it. */
async function accountClock(): Promise<Clock> {
  const read = z.object({ now: z.string() });
  const ask = async (init?: RequestInit) => {
    const answer = await fetch(`${endpoint}/_sandbox/clock`, init);
    return new Date(read.parse(await answer.json()).now);
  };
  let now = await ask();
  return {
    now: () => now,
    async sleep(milliseconds) {
      controller.signal.throwIfAborted();
      // Terraform takes real time, which no virtual clock makes shorter.
      if (checkout !== undefined) await setTimeout(200);
      // It looks at the deployment every minute.
      const seconds = Math.max(milliseconds, 60_000) / 1000;
      now = await ask({ method: "POST", body: JSON.stringify({ seconds }) });
    },
  };
}

const clock = await accountClock();
const killed = verb({
  summary: "Promotes a release into stg.",
  example: "nc promote",
  input: z.strictObject({}),
  answer: z.strictObject({ kind: z.string(), phase: z.string().nullable() }),
  async run() {
    const credentials = {
      accessKeyId: variable("AWS_ACCESS_KEY_ID"),
      secretAccessKey: variable("AWS_SECRET_ACCESS_KEY"),
      sessionToken: variable("AWS_SESSION_TOKEN"),
    };
    const clients = new AwsClients({ region: variable("AWS_REGION"), endpoint, credentials });
    const release = parseRelease(JSON.parse(variable("RELEASE")));
    const contract = await parameterContracts(clients, "stg").of(release.workload);
    const owner = variable("OWNER");
    const terraform =
      checkout === undefined
        ? undefined
        : { repository: checkout, env: process.env, signal: controller.signal };
    const promotion = await promotionOf({ release, owner, clients, contract, clock, terraform });
    const outcome = await promote(promotion, variable("PROMOTION"), ask);
    const phase = outcome.kind === "ended" ? outcome.record.phase : null;
    return { result: "pass", answer: { kind: outcome.kind, phase }, lines: [] };
  },
});

process.exitCode = await runCommandLine(
  ["promote", "--json"],
  { promote: { summary: killed.summary, load: async () => killed } },
  {
    env: process.env,
    signal: controller.signal,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    clock,
  },
);
