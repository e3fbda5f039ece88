import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { OpsItemAlreadyExistsException, SSM } from "@aws-sdk/client-ssm";
import { TICKET_DATA } from "../../delivery/decisions/incident/ops-item";
import type { Ledger } from "../../delivery/ledger/ledger";
import { issuesToken } from "../support/github/app-token";
import { RootCauseIssues } from "../support/github/issues";
import { retried } from "../support/github/retried";
import { type Runtime, variable } from "../support/runtime";
import type { Writes } from "./open";

/** Longest subject of a notification, in characters (SNS API, Publish: ASCII, less than 100). */
const SUBJECT_MAX = 99;

/** Longest that one answer of GitHub may take, in milliseconds. */
const TIMEOUT = 10_000;

/** OpsItems, GitHub's issues, the ledger and the topic of the alerts, as the function reaches them. */
export function awsWrites(runtime: Runtime, ledger: Ledger): Writes {
  const ssm = new SSM({ ...runtime.aws });
  const sns = new SNSClient({ ...runtime.aws });
  const secrets = new SecretsManagerClient({ ...runtime.aws });
  const topic = variable(runtime, "ALERT_TOPIC");
  const app = variable(runtime, "GITHUB_APP");
  const baseUrl = runtime.env.GITHUB_API_URL ?? "https://api.github.com";
  return {
    ledger,
    openOpsItem: (item) =>
      ssm.createOpsItem(item).then(
        ({ OpsItemId = "" }) => OpsItemId,
        (error: unknown) => {
          if (!(error instanceof OpsItemAlreadyExistsException)) throw error;
          return error.OpsItemId ?? "";
        },
      ),
    async openTicket(repository, ticket) {
      const found = await secrets.send(new GetSecretValueCommand({ SecretId: app }));
      const { SecretString: secret = "" } = found;
      const [, name = ""] = repository.split("/");
      const url = () =>
        issuesToken({ secret, baseUrl, repository: name, now: runtime.now() })
          .then((token) => new RootCauseIssues({ baseUrl, token, repository, timeout: TIMEOUT }))
          .then((issues) => issues.open(ticket))
          .then((opened) => opened.url);
      return retried(runtime, url);
    },
    async linkTicket(OpsItemId, Value) {
      const OperationalData = { [TICKET_DATA]: { Type: "SearchableString", Value } } as const;
      await ssm.updateOpsItem({ OpsItemId, OperationalData });
    },
    async notify(subject, Message) {
      const Subject = subject.replace(/[^ -~]/g, "?").slice(0, SUBJECT_MAX);
      await sns.send(new PublishCommand({ TopicArn: topic, Subject, Message }));
    },
  };
}
