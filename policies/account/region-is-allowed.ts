import { ciCl002 } from "../support/frameworks";
import { inputTable, readBy } from "../support/inputs";
import { anyResourceRule } from "../support/rule";
import { each, equalsOrUnknown } from "../support/unknowns";
import { regionsOf } from "./regions";

/** Where a type says in which regions it keeps replicas. */
const REPLICAS = inputTable({
  "aws:dynamodb/table:Table": ({ replicas }) => each(replicas).map((one) => one?.regionName),
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": ({ replicationConfiguration }) =>
    each(replicationConfiguration?.rules).flatMap((rule) =>
      each(rule?.destinations).map((one) => one?.region),
    ),
  "aws:secretsmanager/secret:Secret": ({ replicas }) => each(replicas).map((one) => one?.region),
});

export const regionIsAllowed = anyResourceRule({
  name: "region-is-allowed",
  description:
    "Resources, and their replicas, are in ca-central-1, or where DR is on in us-east-1.",
  why: "Data stays in the country that customers were promised, and alarms watch these regions only.",
  remediationSteps:
    "Leave out `region`: the provider has it. Only wheels, and the key that encrypts them, are where AWS " +
    "offers CodeArtifact.",
  severity: "high",
  framework: ciCl002("§3"),
  applies: (type) => type.startsWith("aws:"),
  *check(subject, settings) {
    const regions = regionsOf(settings, subject.type);
    const inProvider = regions.includes(settings.region);
    const { field = "", values = [] } = readBy(REPLICAS, subject) ?? {};
    const given = [["region", subject.props.region], ...values.map((value) => [field, value])];
    for (const [name, region] of given) {
      const allowed =
        region === undefined ? inProvider : regions.some((each) => equalsOrUnknown(region, each));
      if (!allowed) yield `${name} is ${region ?? "not given"}: set it to ${regions.join(" or ")}`;
    }
  },
});
