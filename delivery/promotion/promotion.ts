import type { ReleaseContract } from "../../infra/release/contract";
import type { PromotionRecord } from "../decisions/promotion/record";
import type { Release } from "../decisions/release/release";
import type { Ledger } from "../ledger/ledger";
import type { Alarms } from "../ports/alarms";
import type { Artifacts } from "../ports/artifacts";
import type { ChangeTicketSystem } from "../ports/change-tickets";
import type { Clock } from "../ports/clock";
import type { Deployer } from "../ports/deployer";
import type { Evidence } from "../ports/evidence";
import type { Flags } from "../ports/flags";
import type { Incidents } from "../ports/incidents";
import type { Promotions } from "../ports/promotions";
import type { Signing } from "../ports/signing";
import type { Tickets } from "../ports/tickets";

/** One release on its way into one environment, with all that is needed to bring it there. */
export interface Promotion {
  readonly release: Release;
  readonly environment: PromotionRecord["environment"];
  /** Who works on it: the URL of a workflow run, or a person's name. */
  readonly owner: string;
  /** Minutes for which alarms are watched after traffic has shifted: the bake, or prod's watch. */
  readonly watchMinutes: number;
  readonly contract: ReleaseContract;
  readonly deployer: Deployer;
  readonly artifacts: Artifacts;
  /** The workload's feature flags there. @default - the platform has given it none */
  readonly flags?: Flags | undefined;
  readonly alarms: Alarms;
  readonly incidents: Incidents;
  readonly tickets: Tickets;
  /** Where the ticket of its change is, which is closed at its end. */
  readonly changeTickets: Pick<ChangeTicketSystem, "close">;
  /** Where what stg finds of a release is kept, which prod asks for. */
  readonly evidence: Evidence;
  /** Signs it, as the run that promotes. */
  readonly signing: Signing;
  readonly promotions: Promotions;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Shows one line of progress. */
  readonly say: (line: string) => void;
}

/** How the work on a promotion ended, for now. */
export type PromotionOutcome =
  /** It has ended. */
  | {
      readonly kind: "ended";
      readonly record: PromotionRecord;
      readonly reasons: readonly string[];
      /** Whether what ran before has all traffic again. @default - nothing had to be undone */
      readonly isBack?: boolean | undefined;
    }
  /** It waits, and says for what. */
  | { readonly kind: "waits"; readonly reasons: readonly string[] };
