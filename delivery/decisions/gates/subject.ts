import type { Environment } from "../../../infra/environments";
import type { Calendar } from "../../../infra/settings/calendar";
import type { Release } from "../release/release";

/** The GitHub environment in which plans are approved, and the slug of the team that approves them. */
export interface PlanApproval {
  readonly environment: string;
  readonly team: string;
}

/** Rules of the settings that the gates hold a promotion to. */
export interface GateRules {
  /** Names of the checks, each reported by `appId` (infra/github/workflows.ts). */
  readonly requiredChecks: readonly string[];
  readonly appId: number;
  /** The GitHub environments that ask somebody, and the slug of the team that answers. */
  readonly approvals: readonly { readonly environment: string; readonly team: string }[];
  /** Who approves the platform's own plans for the environment. @default - nobody does, as in dev */
  readonly planApproval?: PlanApproval | undefined;
  /** Slug of the team that approves a normal change, and an emergency change. */
  readonly teams: { readonly cab: string; readonly onCall: string };
  /** The settings' windows and freezes, and the SSM Change Calendars that have to be open too. */
  readonly calendar: Calendar;
  /** stg's `bakeMinutes`. */
  readonly bakeMinutes: number;
}

/** One promotion, as the gates see it. */
export interface GateSubject {
  readonly release: Release;
  /** Identity of the release: `sha256:` and 64 hex digits. */
  readonly digest: string;
  readonly environment: Environment;
  readonly changeType: Release["change"]["type"];
  readonly rules: GateRules;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What is known of a promotion before its release is read: enough for some of the gates. */
export interface RequestedPromotion {
  readonly release: Pick<Release, "workload" | "version" | "commit">;
  readonly environment: Environment;
  readonly changeType: Release["change"]["type"];
  readonly rules: Pick<GateRules, "requiredChecks" | "appId" | "calendar">;
  /** Milliseconds since 1970. */
  readonly now: number;
}
