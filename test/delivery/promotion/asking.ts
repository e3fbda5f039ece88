import type { GateReport } from "../../../delivery/decisions/gates/registry";
import { overall, pass, type Verdict } from "../../../delivery/decisions/verdict";
import type { Behaviour, World } from "./world";

/** A rollout that ends well. */
export const HEALTHY: Behaviour = { rollout: "succeeded", percent: 100 };

/** What one gate says. */
interface Said {
  readonly gate: string;
  readonly answer: Verdict;
}

/** The one gate says yes. */
export const OPEN: readonly Said[] = [{ gate: "checks", answer: pass() }];
/** Id of the promotion. */
export const ID = "billing-prod-v1.4.0-77-1";
/** Asks gates that say this. */
export const ask =
  (said: readonly Said[], counted: GateReport["counted"] = []) =>
  async (): Promise<GateReport> => ({
    counted,
    earlier: [],
    verdict: overall(said.map(({ answer }) => answer)),
    answers: said.map((each) => ({ ...each, question: "May it go on?" })),
  });

/** The phases that the ledger has, in their order. */
export const phasesOf = (world: World) =>
  world.eventsOf("promotion-phase").map(({ phase }) => phase);
