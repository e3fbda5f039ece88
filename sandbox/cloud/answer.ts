import type { Properties } from "./record";

/** Where a resource is made: the account and region of the credentials in use. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** One resource, as the provider is asked to make it. */
export interface Request {
  /** Pulumi type token, such as `aws:sqs/queue:Queue`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly inputs: Readonly<Properties>;
  /** How many with the same ground for an id are there already. @default 0 */
  readonly generation?: number;
}

/** What AWS or GitHub answers to a request: the id, and inputs and outputs together. */
export interface Answer {
  readonly id: string;
  readonly state: Record<string, unknown>;
}

/** What the simulated cloud answers when a resource is made. */
export function answer({ type, name, inputs }: Request, { account, region }: Place): Answer {
  if (type === "awsx:ec2:Vpc") return { id: name, state: { ...network(name), ...inputs } };
  const service = type.split(":")[1]?.split("/")[0] ?? "unknown";
  const physical = String(inputs.name ?? inputs.bucket ?? name);
  const arn = `arn:aws:${service}:${region}:${account}:${physical}`;
  return { id: physical, state: { arn, ...inputs } };
}

/** What unit tests see of `awsx.ec2.Vpc`; the engine is given its children too. */
function network(name: string): Record<string, unknown> {
  const subnets = (tier: string) => [1, 2, 3].map((zone) => `subnet-${name}-${tier}-${zone}`);
  return {
    vpcId: `vpc-${name}`,
    publicSubnetIds: subnets("public"),
    privateSubnetIds: subnets("private"),
    isolatedSubnetIds: subnets("isolated"),
  };
}
