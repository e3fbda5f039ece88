import * as pulumi from "@pulumi/pulumi";
import { partsOf } from "../../../infra/catalog/links/offers";
import type { Context } from "../../../infra/context";
import { workloadNames } from "../../../infra/naming/workload-names";
import { liveArn } from "./link-statements";
import { type ResolvedLink, runsAsFunction, targetContext, variableName } from "./link-target";
import { ownedArn, ownedName } from "./owned-names";

/**
 * The environment variables by which a caller finds what its links reach, by name (docs/links.md).
 *
 * @param context - of the caller
 */
export function linkAddresses(
  context: Context,
  links: readonly ResolvedLink[],
): Record<string, pulumi.Input<string>> {
  return Object.fromEntries(links.map((each) => [variableName(each), addressOf(context, each)]));
}

function addressOf(context: Context, { link, target }: ResolvedLink): pulumi.Input<string> {
  const of = targetContext(context, target);
  const { region, accountId, domain } = context.settings;
  const names = workloadNames(of);
  const { workload } = target;
  switch (link.verb) {
    case "send":
      return `https://sqs.${region}.amazonaws.com/${accountId}/${names.queue}`;
    case "invoke":
      return liveArn(of);
    case "start":
      return runsAsFunction(workload) ? liveArn(of) : `${names.scheduleGroup}/${names.schedule}`;
    case "call":
      return target.httpApi
        ? pulumi.interpolate`https://${target.httpApi.host}`
        : `https://${domain.name}${workload.kind === "service" ? rootOf(workload.route.path) : ""}`;
    case "read":
    case "write":
    case "connect": {
      const { type, name } = partsOf(link.resource ?? "");
      if (type === "topic") return ownedArn(of, type, name);
      if (type !== "database") return ownedName(of, type, name);
      return workload.kind === "terraform" ? `${workload.owns.databases[name]}` : "";
    }
  }
}

/** What comes before the wildcards of a route: of `/ingest/*`, `/ingest`. */
function rootOf(pattern: string): string {
  return pattern.replace(/[*?].*$/, "").replace(/\/$/, "");
}
