import { request } from "@octokit/request";
import { ROOT_CAUSE_LABEL } from "../../../delivery/decisions/incident/root-cause-issue";
import { ofType } from "../../../delivery/ledger/kpi/deployments";
import type { Environment } from "../../../infra/environments";
import { factsOfFunction } from "../../../infra/platform-functions";
import { holds, present } from "../check";
import type { Stage } from "../stage";
import { REVIEWERS } from "./github";
import { ledgerOf } from "./ledger-of";

/** Longest time from the closing of a ticket to that of its incident, in milliseconds. */
const UNTIL_SEEN = Number(factsOfFunction("close-incident").everyMinutes) * 60_000;

/**
 * Closes every root-cause ticket of an environment, as the people on call do who have found the cause, and waits until
 * the account has seen it.
 *
 * @returns evidence: each incident that was closed by it, and when service was restored
 */
export async function closeTickets(
  stage: Stage,
  environment: Environment,
): Promise<readonly string[]> {
  const { github, gitHubUrl, clock } = stage;
  const { token } = present(
    "on call",
    github.state.users.find(({ login }) => login === REVIEWERS.security),
  );
  const tickets = github.state.issues.filter(
    ({ labels, state, title }) =>
      state === "open" &&
      labels.includes(ROOT_CAUSE_LABEL) &&
      title.includes(` in ${environment}: `),
  );
  for (const { repository: repo, number: issue_number } of tickets) {
    await request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
      baseUrl: gitHubUrl,
      headers: { authorization: `token ${token}` },
      owner: github.state.organization.login,
      repo,
      issue_number,
      state: "closed",
    });
  }
  const before = openIn(stage, environment);
  await clock.sleep(UNTIL_SEEN);
  holds("open incidents", openIn(stage, environment), []);
  const closed = ofType(await ledgerOf(stage, environment).allEvents(), "incident-closed");
  return before.map((id) => {
    const { workload, restoredAt } = present(
      "incident-closed",
      closed.find(({ incident }) => incident === id),
    );
    return `${id} of ${workload}: service was restored at ${present("restoredAt", restoredAt)}`;
  });
}

/** Ids of the incidents of an environment that are not resolved. */
function openIn({ accounts }: Stage, environment: Environment): readonly string[] {
  return accounts[environment].cloud
    .list("sandbox:ssm/opsItem")
    .filter(({ state }) => state.status === "Open" && state.source === "nc")
    .map(({ state }) => String(state.id));
}
