import { regionsOf } from "../encryption/our-key";
import { resourceRule } from "../support/rule";
import { equalsOrUnknown, type Props, valuesAt } from "../support/unknowns";

/** Where a type says in which regions it keeps copies, by dotted path. */
const COPIES: Readonly<Record<string, string>> = {
  "aws:dynamodb/table:Table": "replicas.*.regionName",
  "aws:ecr/replicationConfiguration:ReplicationConfiguration":
    "replicationConfiguration.rules.*.destinations.*.region",
  "aws:secretsmanager/secret:Secret": "replicas.*.region",
};

/**
 * Everything, and every copy of it, is in the primary region, or where DR is on in the DR region
 * (CI/CL-002 §3).
 *
 * Why: data stays in the country that customers were promised, and alarms watch two regions only.
 *
 * Fix: leave out `region`; the provider has it. Wheels alone are where AWS offers CodeArtifact, and so
 * is the key that encrypts them.
 */
export const regionIsAllowed = resourceRule({
  name: "region-is-allowed",
  description: "Resources are in ca-central-1, or where DR is on in us-east-1.",
  applies: (type) => type.startsWith("aws:"),
  *check({ type, props }, settings) {
    const regions = regionsOf(settings, type);
    const ours = regions.includes(settings.region);
    for (const [field, region] of placesOf(type, props)) {
      if (region === undefined ? ours : regions.some((each) => equalsOrUnknown(region, each)))
        continue;
      const fix = ours ? "leave it out, or set it" : "set it";
      yield `${field} is ${region ?? "not given"}: ${fix} to ${regions.join(" or ")}`;
    }
  },
});

function placesOf(type: string, props: Props): [field: string, region: unknown][] {
  const copies = COPIES[type];
  const places: [string, unknown][] = [["region", props.region]];
  if (copies === undefined) return places;
  return [...places, ...valuesAt(props, copies).map((each): [string, unknown] => [copies, each])];
}
