import { ownEntries } from "../own-entries";

/** What was published to topics, by message id; times in ISO 8601. */
export const PUBLICATIONS = ownEntries<{
  topicArn: string;
  subject: string;
  message: string;
  at: string;
}>("sandbox:sns/publication");
