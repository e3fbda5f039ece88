import { fileURLToPath } from "node:url";
import { z } from "zod";
import { MANAGES_GITHUB } from "../../infra/environments";
import { platformNames } from "../../infra/naming/platform-names";
import { readStackFile } from "../../infra/settings/stack-file";
import { accountInspection } from "../adapters/aws/inspection";
import { runTool } from "../adapters/build/run-tool";
import { type GitHubClient, gitHubClient } from "../adapters/github/client";
import { gitHubPullRequests } from "../adapters/github/pull-requests";
import { gitHubRules } from "../adapters/github/rules";
import { gitHubToken } from "../adapters/github/token";
import { terraform } from "../adapters/terraform/command";
import { deliveryAppOf } from "../assembly/delivery-app";
import { type Session, verb } from "../cli/verb";
import { examine, type Finding } from "../doctor/check";
import { checksOf } from "../doctor/checks";
import type { Machine } from "../doctor/programs";
import { accountOf } from "./account";
import { environment } from "./options";
import { verifierIn } from "./verifier";
import { callersOf } from "./workflows/callers";

/** `nc doctor`: whether an environment has what releases and `nc` need, and what mends it. */
export const doctor = verb({
  summary: "Checks everything that nc needs, and names the command that mends what is wrong.",
  example: "nc doctor --environment prod",
  input: z.strictObject({ environment }),
  answer: z.strictObject({
    findings: z.array(
      z.discriminatedUnion("result", [
        z.strictObject({ check: z.string(), result: z.literal("ok"), found: z.string() }),
        z.strictObject({
          check: z.string(),
          result: z.literal("problem"),
          problem: z.string(),
          mend: z.string(),
        }),
      ]),
    ),
  }),
  async run({ environment }, session) {
    const { settings } = readStackFile(session.project, environment);
    const { settings: gitHubSettings } = readStackFile(session.project, MANAGES_GITHUB);
    const { clients } = accountOf(environment, session);
    const gitHub = gitHubOf(session);
    const findings = await examine(
      checksOf({
        settings,
        gitHubSettings,
        account: accountInspection(clients),
        deliveryApp: deliveryAppOf({
          clients,
          secret: platformNames(settings).deliverySecret,
          env: session.env,
          clock: { now: session.now, sleep: session.sleep },
        }),
        rules: gitHubRules(gitHub),
        pullRequests: gitHubPullRequests(gitHub),
        callers: () => callersOf(session),
        machine: machineOf(session),
        node: process.versions.node,
        region: session.env.AWS_REGION,
      }),
    );
    const isWell = findings.every(({ result }) => result === "ok");
    return {
      result: isWell ? "pass" : "fail",
      answer: { findings },
      lines: findings.flatMap(linesOf),
    };
  },
});

/** The programs that `nc` would run here, and the trusted root that it would read. */
function machineOf(session: Session): Machine {
  const { env, project, signal } = session;
  return {
    oras: () => runTool(env.NC_ORAS || "oras", ["version"], { env, signal }),
    terraform: async () => {
      await terraform({ folder: fileURLToPath(project), env, signal }, ["version"]);
    },
    trustedRoot: async () => {
      await verifierIn(session);
    },
  };
}

/** GitHub. Credentials that are missing are a finding of each check, and no end of all. */
function gitHubOf({ env, now, say, sleep }: Session): GitHubClient {
  const clock = { now, sleep };
  let token: (() => Promise<string>) | undefined;
  return gitHubClient({
    url: env.GITHUB_API_URL,
    token: async () => {
      token ??= gitHubToken(env, clock);
      return token();
    },
    clock,
    say,
  });
}

function linesOf(finding: Finding): string[] {
  if (finding.result === "ok") return [`ok       ${finding.check}: ${finding.found}`];
  return [`problem  ${finding.check}: ${finding.problem}`, `         mend: ${finding.mend}`];
}
