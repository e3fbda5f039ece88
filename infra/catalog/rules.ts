import { serviceProblem } from "../naming/names";
import { AGENT, MIGRATIONS, NO_FLAGS, RISK } from "./flag-rules";
import { JOB } from "./job-rules";
import type { Check, Kind } from "./kinds";
import { EVENT_SOURCE, INTAKE_KEY, WORKER } from "./queue-rules";
import { routeFindings } from "./route-rules";
import type { Rule } from "./rule";
import type { Workload, WorkloadOf } from "./workload";

/** Longest that an HTTP API waits for an answer, in seconds (API Gateway quotas). */
const API_LONGEST = 30;

const NAME: Rule<Workload> = {
  needs: ["name"],
  findings({ name }) {
    const want = serviceProblem(name);
    return [want !== undefined && { path: ["name"], want }];
  },
};

const ROUTE: Rule<WorkloadOf<"service">> = {
  needs: ["route", "checks"],
  findings: routeFindings,
};

const HTTP: Rule<WorkloadOf<"function">> = {
  needs: ["http", "checks", "timeout"],
  findings: ({ http, checks, timeout }) => [
    http && !checks && { path: ["checks"], want: "checks, as the function answers HTTP" },
    http &&
      timeout > API_LONGEST && {
        path: ["timeout"],
        want: `at most ${API_LONGEST} seconds, the longest that an HTTP API waits`,
      },
  ],
};

/** Checks a workload of one kind against the rules of that kind, however wrong its fields are. */
export const crossCheck: Readonly<Record<Kind, Check>> = {
  service: checker(NAME, RISK, MIGRATIONS, AGENT, ROUTE),
  function: checker(NAME, RISK, MIGRATIONS, HTTP, EVENT_SOURCE),
  worker: checker(NAME, RISK, MIGRATIONS, WORKER, INTAKE_KEY),
  job: checker(NAME, RISK, MIGRATIONS, JOB),
  terraform: checker(NAME, RISK, NO_FLAGS),
};

function checker<W>(...rules: Rule<W>[]): Check {
  return (workload, context) => {
    const wrong = new Set(context.issues.map(({ path }) => path?.[0]));
    for (const { needs, findings } of rules) {
      if (needs.some((field) => wrong.has(field as string))) continue;
      for (const finding of findings(workload as W)) {
        if (!finding) continue;
        context.addIssue({ code: "custom", path: finding.path, message: finding.want });
      }
    }
  };
}
