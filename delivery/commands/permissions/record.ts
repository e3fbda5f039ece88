import { createHash } from "node:crypto";
import { z } from "zod";
import { planApprovalBy } from "../../../infra/github/environments";
import { parseJsonText } from "../../../infra/json-text";
import { platformNames } from "../../../infra/naming/platform-names";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { readStackFile } from "../../../infra/settings/stack-file";
import { type PlatformPlanRecord, platformPlanRecord } from "../../adapters/aws/platform-plans";
import { gitHubApprovals } from "../../adapters/github/approvals";
import { type Session, verb } from "../../cli/verb";
import { broadenedBy } from "../../decisions/permissions/broadened";
import { accountOf } from "../account";
import { readTextFile } from "../files";
import { gitHubOf } from "../github";
import { dryRun, environment } from "../options";

/** `nc permissions record`: what the platform's workflow writes down before it applies a plan. */
export const permissionsRecord = verb({
  summary: "Records what the platform's plan does to permissions, which a gate asks for.",
  example: "nc permissions record --environment stg --plan plan.json --state state.json",
  input: z.strictObject({
    environment,
    plan: z.string().meta({ description: "file that pulumi preview --save-plan has written" }),
    state: z.string().meta({ description: "file that pulumi stack export has written" }),
    dryRun,
  }),
  answer: z.strictObject({
    plan: z.string(),
    /** What roles may do by it, and by plans before it that were not approved. */
    broadened: z.array(z.string()),
    recorded: z.boolean(),
  }),
  async run(input, session) {
    const { environment } = input;
    const { settings } = readStackFile(session.project, environment);
    const run = runOf(session);
    const text = readTextFile("--plan", input.plan);
    const state = parseJsonText(readTextFile("--state", input.state), "--state");
    const own = broadenedBy(parseJsonText(text, "--plan"), state);
    const { clients } = accountOf(environment, session);
    const records = platformPlanRecord(clients, platformNames(settings).artifactBucket);
    const approvedIn = planApprovalBy(environment)?.name;
    const open = await openOf(await records.find(), { run, approvedIn }, session);
    const broadened = [...new Set([...open, ...own])];
    const plan = `sha256:${createHash("sha256").update(text).digest("hex")}`;
    if (!input.dryRun) await records.write({ plan, broadened, run });
    const done = input.dryRun ? "would be recorded" : "is recorded";
    return {
      result: "pass",
      answer: { plan, broadened, recorded: !input.dryRun },
      lines: [
        `the plan ${plan} of ${environment} ${done}: it broadens ${broadened.length || "no"} permissions`,
        ...broadened.map((each) => `  ${each}`),
      ],
    };
  },
});

/** The run that records a plan, and the GitHub environment in which plans of its environment are approved. */
interface Recording {
  readonly run: PlatformPlanRecord["run"];
  /** @default - nobody approves them */
  readonly approvedIn?: string | undefined;
}

/**
 * What earlier plans broadened that were not approved: a plan that changes nothing does not hide it. A plan is approved
 * where its run has passed the GitHub environment that asks for it, by somebody who has not started the run.
 */
async function openOf(
  last: PlatformPlanRecord | undefined,
  { run, approvedIn }: Recording,
  session: Session,
): Promise<readonly string[]> {
  if (last === undefined || last.broadened.length === 0) return [];
  // The same run again: its plan may be applied in part already.
  if (last.run.repository === run.repository && last.run.id === run.id) return last.broadened;
  const people = await gitHubApprovals(gitHubOf(session))
    .ofRun(last.run.repository, last.run.id, [])
    .catch((error: unknown) => {
      // What GitHub does not know any more, or does not say, was not approved.
      if (!(error instanceof InvalidInput)) throw error;
      session.say(`  whether its last run was approved is not known: ${error.problems.join("; ")}`);
      return { initiators: [], approvals: [] };
    });
  const starters = people.initiators.map(({ id }) => id);
  const isApproved = people.approvals.some(
    ({ environment, state, user }) =>
      state === "approved" && environment === approvedIn && !starters.includes(user.id),
  );
  return isApproved ? [] : last.broadened;
}

/** The run that applies the plan: its reviewers have seen it. */
function runOf({ env }: Session): PlatformPlanRecord["run"] {
  const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  if (repository && /^[1-9]\d{0,14}$/.test(id ?? "")) return { repository, id: Number(id) };
  const want = "nc as a step of the run that applies the plan";
  throw new InvalidInput("the run", [formatProblem("GITHUB_RUN_ID", id, want)]);
}
