import type { KindName } from "../../../infra/catalog/kinds";
import type { Environment } from "../../../infra/environments";
import { rollbackTitles } from "../incident/titles";
import type { Release } from "../release/release";
import { type Before, type RollbackStep, stepsOf } from "./steps";

/** What of a failed release is switched back, and what stays. It needs no approval and no canary. */
export interface RollbackPlan {
  readonly workload: string;
  readonly kind: KindName;
  /** Id of the deployment that is undone. */
  readonly deployment: string;
  /** In their order; empty where there was no version before. */
  readonly steps: readonly RollbackStep[];
  /** Sentences on what is not rolled back, and what a person can do. */
  readonly stays: readonly string[];
  /** What is opened in any case, each carrying the deployment's id. */
  readonly opens: {
    readonly incident: { readonly title: string; readonly deployment: string };
    readonly rootCauseTicket: { readonly title: string; readonly deployment: string };
  };
}

/** What a plan is made from. */
export interface RollbackRequest {
  readonly release: Release;
  readonly environment: Environment;
  readonly deployment: string;
  readonly before: Before;
  /** Names of the migrations that its deployment runs, in their order. */
  readonly migrationsRun: readonly string[];
}

/** The rollback of one deployment (CI/CL-002 §14). A database is never rolled back. */
export function planRollback(request: RollbackRequest): RollbackPlan {
  const { release, environment, deployment, before } = request;
  const { workload, kind, version } = release;
  const titles = rollbackTitles({ workload, version, environment, deployment });
  return {
    workload,
    kind,
    deployment,
    steps: stepsOf(kind, before),
    stays: [...firstRelease(request), ...migrations(request)],
    opens: {
      incident: { title: titles.incident, deployment },
      rootCauseTicket: { title: titles.ticket, deployment },
    },
  };
}

function firstRelease({ release, before }: RollbackRequest): string[] {
  if (stepsOf(release.kind, before).length > 0) return [];
  return [
    `${release.workload} had no version before, and stays as it is: release what mends it as an emergency change.`,
  ];
}

function migrations({ release, migrationsRun }: RollbackRequest): string[] {
  const [first] = migrationsRun;
  if (first === undefined) return [];
  const script = release.migrations?.emergencyScript?.path;
  return [
    `The database stays as it is. It has these migrations, as far as they have run: ${migrationsRun.join(", ")}.`,
    script === undefined
      ? "The release names no emergency script: the owner of the workload decides."
      : `While data is safe, the owner of the workload may run ${script}.`,
  ];
}
