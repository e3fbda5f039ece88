import { userInfo } from "node:os";
import type { Session } from "../cli/verb";

/** Who writes events: the URL of the workflow run, or whoever runs `nc` by hand. */
export function writerOf({ env }: Pick<Session, "env">): string {
  const { GITHUB_SERVER_URL: server = "https://github.com" } = env;
  const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  if (repository && run) return `${server}/${repository}/actions/runs/${run}`;
  return `${env.USER ?? userInfo().username}, by hand`;
}
