import { ownEntries } from "../../own-entries";
import type { Account } from "../../world";

/** A message of a queue; times in ISO 8601. */
export type Message = {
  messageId: string;
  queue: string;
  body: string;
  sentAt: string;
  /** Nobody gets it before then. */
  visibleAt: string;
  receiptHandle: string;
  receiveCount: number;
};

/** The messages of all queues, by id. */
export const MESSAGES = ownEntries<Message>("sandbox:sqs/message");

/** The messages of a queue, oldest first. */
export function messagesOf({ cloud }: Account, queue: string): Message[] {
  return MESSAGES.list(cloud)
    .map(({ state }) => state)
    .filter((each) => each.queue === queue)
    .sort((a, b) => a.sentAt.localeCompare(b.sentAt));
}
