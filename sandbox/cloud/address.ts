import type { Place } from "./answer";
import type { Entry, Properties } from "./record";

/** Services whose names hold for the whole account, or beyond, whatever the region. */
const GLOBAL = /^(aws:(cloudfront|iam|route53|s3)\/|github:)/;

/** Types of which several versions share one id: the property that tells one from another. */
export const VERSIONED: Readonly<Record<string, string>> = {
  "aws:appconfig/deployment:Deployment": "deploymentNumber",
  "aws:ecs/taskDefinition:TaskDefinition": "arn",
};

/** Where the record keeps the resource that has this id and state. */
export function addressOf(
  type: string,
  id: string,
  state: Properties,
  place: Place,
): Pick<Entry, "type" | "key" | "region"> {
  const version = VERSIONED[type];
  const key = version === undefined ? id : String(state[version] ?? id);
  const region = typeof state.region === "string" ? state.region : place.region;
  return { type, key, region: GLOBAL.test(type) ? "global" : region };
}
