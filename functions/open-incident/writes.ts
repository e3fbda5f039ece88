import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { OpsItemAlreadyExistsException, SSM } from "@aws-sdk/client-ssm";
import { TICKET_DATA } from "../../delivery/decisions/incident/ops-item";
import type { Ledger } from "../../delivery/ledger/ledger";
import { retried } from "../support/github/retried";
import { rootCauseIssues } from "../support/github/root-cause-issues";
import { type Runtime, variable } from "../support/runtime";
import type { Writes } from "./open";

/** Longest subject of a notification, in characters (SNS API, Publish: ASCII, less than 100). */
const SUBJECT_MAX = 99;

/** OpsItems, GitHub's issues, the ledger and the topic of the alerts, as the function reaches them. */
export function awsWrites(runtime: Runtime, ledger: Ledger): Writes {
  const ssm = new SSM({ ...runtime.aws });
  const sns = new SNSClient({ ...runtime.aws });
  const topic = variable(runtime, "ALERT_TOPIC");
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
    openTicket(repository, ticket) {
      const issues = rootCauseIssues(runtime, "write");
      return retried(runtime, async () => (await (await issues(repository)).open(ticket)).url);
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
