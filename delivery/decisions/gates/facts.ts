import type { CalendarFacts } from "../change/calendar";
import type { BakeEvidence } from "../evidence/bake";
import type { Fact } from "./fact";

/** A check run of GitHub's Checks API on one commit. */
export interface CheckRun {
  readonly name: string;
  /** Full id of the commit on which it was reported. */
  readonly commit: string;
  /** Numeric id of the GitHub App that reported it. */
  readonly appId: number;
  readonly status: "queued" | "in_progress" | "completed" | "waiting" | "requested" | "pending";
  /** GitHub's word, such as `success`; none before it is completed. */
  readonly conclusion: string | null;
  /** When it was started, in milliseconds since 1970. The newest of a name counts. */
  readonly startedAt: number;
}

/** What the verification of the attestations of one artifact, or of a release's manifest, found. */
export interface ArtifactVerification {
  /** Digest of the artifact's bytes. */
  readonly digest: string;
  /** What each attestation that the policy asks for turned out to be. */
  readonly signature: Verified;
  /** `not-needed` for a release's manifest, whose signature says all. */
  readonly provenance: Verified | { readonly state: "not-needed" };
  /** `not-needed` for what has no packages inside, such as a Terraform plan. */
  readonly sbom: Verified | { readonly state: "not-needed" };
}

/** The result for one attestation: `why` says what is wrong, or that there is none. */
export type Verified =
  | { readonly state: "verified"; readonly identity: string }
  | { readonly state: "refused"; readonly why: string };

/** One review of a run in one GitHub environment (GET .../actions/runs/{run_id}/approvals). */
export interface Approval {
  /** Name of the GitHub environment. */
  readonly environment: string;
  readonly state: "approved" | "rejected" | "pending";
  /** GitHub's numeric id of the person, and the login that it shows. */
  readonly user: { readonly id: number; readonly login: string };
  /** Slugs of the organization's teams that the person is a member of now. */
  readonly teams: readonly string[];
  /** Untrusted text. */
  readonly comment: string;
}

/** The people of a run. */
export interface RunPeople {
  /** Who started the run, and who started it again: neither may approve. */
  readonly initiators: readonly { readonly id: number; readonly login: string }[];
  readonly approvals: readonly Approval[];
}

/** How long a job of a run waited for the review of one GitHub environment, once it has gone on. */
export interface ReviewWait {
  /** Name of the GitHub environment. */
  readonly environment: string;
  /** When the job began to wait, and when GitHub let it go on: UTC instants, such as `2026-12-24T00:00:00Z`. */
  readonly from: string;
  readonly to: string;
}

/** A change ticket, as its system shows it. */
export interface Ticket {
  readonly id: string;
  readonly state: "open" | "closed";
}

/** An SLO's error budget over its period. */
export interface ErrorBudget {
  /**
   * What is left, in percent of the whole budget; below 0 where more is spent.
   * @default - the workload answers no requests, and has no budget
   */
  readonly remainingPercent?: number;
}

/** An incident that is not resolved. */
export interface OpenIncident {
  readonly id: string;
  readonly title: string;
}

/** What the platform's plan would allow that is not allowed now. */
export interface PlannedPermissions {
  /** Statements that widen what a role may do, each as a person reads it. */
  readonly broadened: readonly string[];
  /** Digest of the plan that was compared. */
  readonly plan: string;
  /** Logins of those who have approved that plan where it is approved, and have not started its run. */
  readonly approvedBy: readonly string[];
}

/** What is known of a workload's database migrations in the environment. */
export interface MigrationFacts {
  /** Whether the platform runs a command for them before production traffic. */
  readonly hasCommand: boolean;
  /** Version of the release that is everywhere, its canary over. @default - none is */
  readonly everywhere?: string;
}

/** Everything that the gates ask for. Each is a fact, or says why it is not known. */
export interface GateFacts {
  readonly checks: readonly CheckRun[];
  readonly verifications: readonly ArtifactVerification[];
  readonly people: RunPeople;
  /** Keys of the workload's feature flags that callers have; nothing where the platform has given it no place for any. */
  readonly flags: readonly string[] | undefined;
  /** No gate asks for them: they date the approvals. */
  readonly reviewWaits: readonly ReviewWait[];
  /** By the id that the approvals name. */
  readonly tickets: readonly Ticket[];
  /** What stg found of this release, as far as its signature is verified. */
  readonly bakes: readonly BakeEvidence[];
  readonly calendar: CalendarFacts;
  readonly errorBudget: ErrorBudget;
  readonly incidents: readonly OpenIncident[];
  readonly permissions: PlannedPermissions;
  readonly migrations: MigrationFacts;
}

/** The facts as they were gathered. */
export type GatheredFacts = { readonly [Key in keyof GateFacts]: Fact<GateFacts[Key]> };
