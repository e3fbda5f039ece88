import { z } from "zod";
import { PERFORMANCE_CHECK_SECONDS } from "../../../infra/lead-time/critical-path";
import { ANSWERS_WITHIN } from "../../adapters/http/answer";
import { measureLoad } from "../../adapters/http/load";
import { verb } from "../../cli/verb";
import { comparePerformance } from "../../decisions/performance/budget";
import { waitLine } from "../../progress/wait-line";
import { ASKED_SERVICE, askedService } from "../asked-service";

const number = (most: number, description: string, fallback: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,3}$/, `a whole number from 1 to ${most}`)
    .refine((text) => Number(text) <= most, `a whole number from 1 to ${most}`)
    .default(fallback)
    .meta({ description });

/** `nc performance check`: whether a service keeps its SLO under a steady load. */
export const performanceCheck = verb({
  summary: "Checks under a steady load that a service answers within its SLO.",
  example: "nc performance check ingest-worker --environment stg",
  input: z.strictObject({
    ...ASKED_SERVICE,
    rate: number(1000, "requests per second", "20"),
    seconds: number(600, "how long", `${PERFORMANCE_CHECK_SECONDS}`),
  }),
  positional: ["workload"],
  answer: z.strictObject({
    url: z.string(),
    requests: z.number(),
    failed: z.number(),
    /** Share of failed requests, in percent. */
    failedPercent: z.number().nullable(),
    /** 95th percentile of the response times, in milliseconds. */
    p95: z.number().nullable(),
    budget: z.strictObject({ p95: z.number(), availability: z.number(), status: z.number() }),
    reasons: z.array(z.string()),
  }),
  async run(input, session) {
    const { entry, origin } = await askedService(session.project, input);
    const { method, path, body, status } = entry.checks.happyPath;
    const url = `${origin}${path}`;
    const [rate, seconds] = [Number(input.rate), Number(input.seconds)];
    const what = `${method} ${url}, ${rate} requests a second`;
    session.say(waitLine({ what, usually: seconds, has: seconds + ANSWERS_WITHIN }));
    const measured = await measureLoad({
      url,
      method,
      body,
      rate,
      seconds,
      signal: session.signal,
    });
    const { p95, availability } = entry.slo;
    const budget = { p95: p95 * 1000, availability, status };
    const found = comparePerformance(measured, budget);
    const { requests, failed, failedPercent, reasons } = found;
    return {
      result: reasons.length === 0 ? "pass" : "fail",
      answer: { url, budget, ...found },
      lines: [
        `${input.workload}: ${requests} requests, p95 ${found.p95 ?? "unknown"} ms, ${failed} failed (${failedPercent ?? "unknown"} %)`,
        ...reasons,
      ],
    };
  },
});
