import { ofType } from "../../../../delivery/ledger/kpi/deployments";
import { formatProblem } from "../../../../infra/problems";
import { Unmet } from "../../check";
import type { Facts } from "../facts";

/**
 * Each first deployment of a release into prod, with the green bake of the same release before it: by the ledgers,
 * it was watched in stg for the whole bake.
 *
 * @throws {Unmet} if one of them was deployed without
 */
export function bakesBeforeProd({ settings, events }: Facts): readonly string[] {
  const deployed = new Map(
    ofType(events.prod, "promotion-phase")
      .filter(({ phase }) => phase === "deploying")
      .toReversed()
      .map((each) => [each.release, each]),
  );
  const phases = ofType(events.stg, "promotion-phase");
  return [...deployed.values()].map(({ release, workload, at }) => {
    const own = phases.filter((each) => each.release === release && each.at <= at);
    const green = own.find(({ phase }) => phase === "succeeded");
    const from = own.find((each) => each.phase === "baking" && each.promotion === green?.promotion);
    const minutes =
      green && from ? (Date.parse(green.at) - Date.parse(from.at)) / 60_000 : undefined;
    const { bakeMinutes } = settings.stg;
    if (green === undefined || minutes === undefined || minutes < bakeMinutes) {
      const field = `bake in stg of what ${workload} deployed into prod at ${at}`;
      throw new Unmet(formatProblem(field, minutes, `${bakeMinutes} minutes or more`));
    }
    return `${workload}: green in stg for ${minutes} minutes until ${green.at}, deployed in prod at ${at}`;
  });
}
