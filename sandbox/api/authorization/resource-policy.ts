import type { Properties } from "../../cloud/record";
import { objectOf } from "../../cloud/values";
import type { Account, World } from "../world";

/** A resource that a call asks for: who owns it, what its own policy says, and its tags. */
export interface Owned {
  /** 12 digits. */
  readonly accountId: string;
  readonly policy?: unknown;
  readonly tags: Properties;
}

/** Type of the policy of a resource, the property that names the resource, and by what. */
const POLICIES: Readonly<Record<string, readonly [type: string, property: string]>> = {
  s3: ["aws:s3/bucketPolicy:BucketPolicy", "bucket"],
  ecr: ["aws:ecr/repositoryPolicy:RepositoryPolicy", "repository"],
};

/** What the accounts hold of a resource, by its ARN. */
export function ownerOf(world: World, caller: Account, arn: string): Owned {
  if (arn === "*") return { accountId: caller.id, tags: {} };
  const [, , service = "", , id, ...rest] = arn.split(":");
  const resource = rest.join(":");
  const owner =
    service === "s3"
      ? world.accounts.find(({ cloud }) => cloud.get({ type: BUCKET, key: bucketIn(resource) }))
      : world.accounts.find((each) => each.id === id);
  if (!owner) return { accountId: id || caller.id, tags: {} };
  const { cloud } = owner;
  const tags = objectOf(stateBehind(owner, arn)?.tags) ?? {};
  const policyOf = (type: string, property: string, name: unknown) =>
    cloud.list(type).find(({ state }) => state[property] === name)?.state.policy;
  const name = service === "s3" ? bucketIn(resource) : resource.replace(/^repository\//, "");
  const [type, property] = POLICIES[service] ?? [];
  const policy = {
    kms: () => stateBehind(owner, arn)?.policy ?? throughIam(owner.id),
    sqs: () => policyOf("aws:sqs/queuePolicy:QueuePolicy", "queueUrl", urlOf(owner, arn)),
  }[service];
  const text = policy ? policy() : type && property ? policyOf(type, property, name) : undefined;
  return { accountId: owner.id, policy: typeof text === "string" ? JSON.parse(text) : text, tags };
}

const BUCKET = "aws:s3/bucket:Bucket";

function bucketIn(resource: string): string {
  return resource.split("/")[0] ?? "";
}

function urlOf({ cloud }: Account, arn: string): unknown {
  return cloud.list("aws:sqs/queue:Queue").find(({ state }) => state.arn === arn)?.state.url;
}

/** Types whose tags and policies decide over calls. */
const TAGGED = [
  "aws:kms/key:Key",
  "aws:appconfig/application:Application",
  "aws:appconfig/environment:Environment",
  "aws:appconfig/configurationProfile:ConfigurationProfile",
  "aws:appconfig/deploymentStrategy:DeploymentStrategy",
  "aws:ecs/service:Service",
  "aws:ecs/taskDefinition:TaskDefinition",
  "aws:lambda/function:Function",
  "aws:dynamodb/table:Table",
  "aws:sqs/queue:Queue",
];

function stateBehind({ cloud }: Account, arn: string): Properties | undefined {
  const service = arn.split(":")[2];
  return TAGGED.filter((type) => type.startsWith(`aws:${service}/`))
    .flatMap((type) => cloud.list(type))
    .find(({ state }) => state.arn === arn)?.state;
}

/** Key policy of a key whose own says nothing: IAM decides. */
function throughIam(account: string) {
  const Principal = { AWS: `arn:aws:iam::${account}:root` };
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "kms:*", Resource: "*" }],
  };
}
