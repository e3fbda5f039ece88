import type { LedgerEvent } from "../../../delivery/ledger/events";
import { ofType } from "../../../delivery/ledger/kpi/deployments";
import { ENVIRONMENTS, type Environment } from "../../../infra/environments";
import type { Facts } from "./facts";

/** What the ledger has of one promotion. */
export interface PromotionLine {
  readonly workload: string;
  readonly environment: Environment;
  readonly version: string;
  /** ISO instant of its first event. */
  readonly from: string;
  /** Minutes from its first event to its last. */
  readonly minutes: number;
  /** Its last phase; `requested` where no gate has let it on. */
  readonly phase: string;
  /** Names of the gates that said no, or wait. */
  readonly refusedBy: readonly string[];
  /** Ids of the incidents that name its deployment. */
  readonly incidents: readonly string[];
}

/** Every promotion of the ledgers: workload by workload, in the order of their beginnings. */
export function promotionLines({ events }: Pick<Facts, "events">): readonly PromotionLine[] {
  return ENVIRONMENTS.flatMap((environment) => linesOf(environment, events[environment])).toSorted(
    (a, b) => a.workload.localeCompare(b.workload) || Date.parse(a.from) - Date.parse(b.from),
  );
}

function linesOf(environment: Environment, events: readonly LedgerEvent[]): PromotionLine[] {
  const versions = new Map(
    ofType(events, "release-made").map(({ release, version }) => [release, version]),
  );
  const gates = ofType(events, "gate-decided");
  const phases = ofType(events, "promotion-phase");
  const promotions = new Set([...gates, ...phases].map(({ promotion }) => promotion));
  return [...promotions].flatMap((promotion) => {
    const ofOwn = (event: { readonly promotion: string }) => event.promotion === promotion;
    const own = [...gates, ...phases].filter(ofOwn);
    const times = own.map(({ at }) => Date.parse(at));
    const [first] = own;
    if (first === undefined) return [];
    const ownPhases = phases.filter(ofOwn);
    const ids = new Set(ownPhases.map(({ deployment }) => deployment));
    const refused = gates.filter((each) => ofOwn(each) && each.verdict !== "pass");
    return [
      {
        workload: first.workload,
        environment,
        version: versions.get(first.release) ?? first.release,
        from: new Date(Math.min(...times)).toISOString(),
        minutes: (Math.max(...times) - Math.min(...times)) / 60_000,
        phase: ownPhases.at(-1)?.phase ?? "requested",
        refusedBy: [...new Set(refused.map(({ gate }) => gate))],
        incidents: ofType(events, "incident-opened")
          .filter(({ deployment }) => deployment !== undefined && ids.has(deployment))
          .map(({ incident }) => incident),
      },
    ];
  });
}
