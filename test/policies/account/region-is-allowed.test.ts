import { regionIsAllowed } from "../../../policies/account/region-is-allowed";
import { judges, LATER } from "../../support/violations";

const QUEUE = "aws:sqs/queue:Queue";
const secretIn = (...regions: string[]) => ({
  type: "aws:secretsmanager/secret:Secret",
  props: { replicas: regions.map((region) => ({ region })) },
});
const imagesTo = (region: string) => ({
  type: "aws:ecr/replicationConfiguration:ReplicationConfiguration",
  props: { replicationConfiguration: { rules: [{ destinations: [{ region }] }] } },
});

judges(regionIsAllowed, {
  "passes none": { type: QUEUE, props: {} },
  "passes the primary region": { type: QUEUE, props: { region: "ca-central-1" } },
  "passes what is unknown": { type: QUEUE, props: { region: LATER } },
  "[§2] passes wheels, and their key, where CodeArtifact is": {
    type: "aws:codeartifact/domain:Domain",
    props: { region: "us-east-1" },
  },
  "passes the key of wheels": { type: "aws:kms/key:Key", props: { region: "us-east-1" } },
  "passes a chat channel where the chat's API is": {
    type: "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
    props: { region: "us-east-2" },
  },
  "refuses a chat channel where there is none": {
    type: "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
    props: {},
    says: [/^region is not given: set it to us-east-2$/],
  },
  "refuses wheels where CodeArtifact is not": {
    type: "aws:codeartifact/domain:Domain",
    props: {},
    says: [/^region is not given: set it to us-east-1$/],
  },
  "[§3] passes the DR region where DR is on": {
    type: QUEUE,
    props: { region: "us-east-1" },
    config: { dr: true },
  },
  "[§3] refuses it where DR is off": {
    type: QUEUE,
    props: { region: "us-east-1" },
    says: [/^region/],
  },
  "passes no copies": secretIn(),
  "[§3] passes a copy in the DR region where DR is on": {
    ...secretIn("us-east-1"),
    config: { dr: true },
  },
  "[§3] refuses it where DR is off, too": {
    ...secretIn("us-east-1"),
    says: [/^replicas\.\*\.region is us-east-1/],
  },
  "[§3] refuses every copy elsewhere": {
    ...secretIn("us-east-1", "us-west-2", "eu-west-1"),
    config: { dr: true },
    says: [/us-west-2/, /eu-west-1/],
  },
  "[§3] passes images copied to the DR region": {
    ...imagesTo("us-east-1"),
    config: { dr: true },
  },
  "[§3] refuses images copied elsewhere": {
    ...imagesTo("eu-west-1"),
    config: { dr: true },
    says: [/eu-west-1/],
  },
  "names every region that is allowed": {
    type: QUEUE,
    props: { region: "eu-west-1" },
    config: { dr: true },
    says: [/^region is eu-west-1: set it to ca-central-1 or us-east-1$/],
  },
  "passes the key of the primary region, and its alias with wheels": {
    type: "aws:kms/key:Key",
    props: { region: "ca-central-1" },
  },
  "passes the alias of the key of wheels": {
    type: "aws:kms/alias:Alias",
    props: { region: "us-east-1" },
  },
  "refuses a replica key there": {
    type: "aws:kms/replicaKey:ReplicaKey",
    props: { region: "us-east-1" },
    says: [/^region is us-east-1/],
  },
  "refuses an alias of another kind there": {
    type: "aws:lambda/alias:Alias",
    props: { region: "us-east-1" },
    says: [/^region is us-east-1/],
  },
});
