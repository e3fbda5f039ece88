import type { Environment } from "../../infra/environments";

/** What an account has, for whoever has to find out why something does not work. */
export interface AccountInspection {
  /** Whose credentials the calls are made with. */
  identity(): Promise<{ readonly accountId: string; readonly arn: string }>;
  /** A table of DynamoDB; nothing where there is none. */
  table(name: string): Promise<TableState | undefined>;
  /** Who is subscribed to a topic of SNS, by its ARN; nothing where there is no such topic. */
  subscriptions(topicArn: string): Promise<readonly SubscriptionState[] | undefined>;
  /** The text of each release contract of an environment, by the name of its parameter. */
  contracts(environment: Environment): Promise<Readonly<Record<string, string>>>;
}

/** A table of DynamoDB, as far as it says whether deliveries can rely on it. */
export interface TableState {
  /** DynamoDB's word, such as `ACTIVE`. */
  readonly status: string;
  /** Whether it refuses its deletion. */
  readonly isProtected: boolean;
}

/** Somebody who is told of what a topic is told. */
export interface SubscriptionState {
  /** Such as `email` or `https`. */
  readonly protocol: string;
  /** An address, or a URL, whose path may be a secret. */
  readonly endpoint: string;
  /** Whether it was confirmed: until then nobody there is told anything. */
  readonly isConfirmed: boolean;
}
