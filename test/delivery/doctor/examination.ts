import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { accountInspection } from "../../../delivery/adapters/aws/inspection";
import { gitHubPullRequests } from "../../../delivery/adapters/github/pull-requests";
import { gitHubRules } from "../../../delivery/adapters/github/rules";
import { examine } from "../../../delivery/doctor/check";
import { checksOf, type Examined } from "../../../delivery/doctor/checks";
import { ADMINISTRATOR } from "../../../sandbox/api/authorization/sessions";
import { testApi } from "../../sandbox/api/support/test-api";
import { type StartedGitHub, startedGitHub } from "../../support/github";
import type { RecordedResource } from "../../support/record";
import { CALLER_OF_BILLING, fillAccount, fillGitHub, recordRules, SETTINGS } from "./support";

/** What mends whatever the program makes. */
export const UP = "pulumi up --refresh --stack prod --policy-pack policies";

/** In each test, an account and a GitHub as the program makes them, and a doctor's examination of both. */
export function examination() {
  let made: readonly RecordedResource[];
  let up: StartedGitHub;
  let clients: AwsClients;
  before(async () => {
    made = await recordRules();
  });
  const api = testApi((cloud) => fillAccount(cloud, made));
  beforeEach(async () => {
    up = await startedGitHub();
    fillGitHub(up, made);
    clients = new AwsClients(api.as(ADMINISTRATOR));
  });
  afterEach(async () => {
    clients.destroy();
    await up.stop();
  });

  const results = (changes: Partial<Examined>) =>
    examine(
      checksOf({
        settings: SETTINGS,
        gitHubSettings: SETTINGS,
        account: accountInspection(clients),
        rules: gitHubRules(up.client("token-of-dev")),
        pullRequests: gitHubPullRequests(up.client("token-of-dev")),
        callers: async () => [CALLER_OF_BILLING],
        node: "22.12.0",
        region: undefined,
        ...changes,
      }),
    );

  return {
    api,
    gitHub: () => up,
    /** What each check found. */
    results,
    /** What is found wrong, each with what mends it. */
    async problems(changes: Partial<Examined> = {}): Promise<string[][]> {
      return (await results(changes)).flatMap((each) =>
        each.result === "problem" ? [[each.check, each.problem, each.mend]] : [],
      );
    },
  };
}
