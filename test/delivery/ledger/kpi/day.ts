import { type LedgerEvent, parseEvent } from "../../../../delivery/ledger/events";

/** An instant of 2 March 2026, the first day of the period. */
export const on = (time: string) => `2026-03-02T${time}:00Z`;
const sha = (digit: string) => `sha256:${digit.repeat(64)}`;
const common = {
  environment: "prod",
  app: "Neurocipher",
  workload: "billing",
  writer: "https://github.com/neurocipher/billing/actions/runs/7",
};
const event = (type: string, at: string, fields: object): LedgerEvent =>
  parseEvent({ ...common, type, at: on(at), ...fields });

const made = (release: string, taggedAt: string) =>
  event("release-made", taggedAt, {
    release: sha(release),
    version: `v1.0.${release}`,
    commit: release.repeat(40),
    taggedAt: on(taggedAt),
  });

/** The phases of a promotion with the deployment `d-<promotion>`, each at its time. */
export const promotion = (name: string, release: string, phases: Record<string, string>) =>
  Object.entries(phases).map(([phase, at]) =>
    event("promotion-phase", at, {
      promotion: name,
      release: sha(release),
      phase,
      ...(phase === "requested" ? {} : { deployment: `d-${name}` }),
    }),
  );

const approval = (name: string, release: string, team: string, from: string, at: string) =>
  event("approval-seen", at, {
    promotion: name,
    release: sha(release),
    githubEnvironment: team,
    approver: `someone-of-${team}`,
    requestedAt: on(from),
  });

const rolledBack = (
  deployment: string,
  startedAt: string,
  at: string,
  percent: number,
  by?: string,
) =>
  event("rolled-back", at, {
    deployment,
    ...(by === undefined ? {} : { rollbackDeployment: by }),
    cause: "alarm",
    startedAt: on(startedAt),
    productionPercent: percent,
  });

export const opened = (incident: string, at: string, deployment?: string) =>
  event("incident-opened", at, {
    incident,
    title: "errors",
    ...(deployment === undefined ? {} : { deployment }),
  });
export const closed = (incident: string, at: string, restoredAt?: string) =>
  event("incident-closed", at, {
    incident,
    ...(restoredAt === undefined ? {} : { restoredAt: on(restoredAt) }),
  });

/**
 * One day of one workload:
 *
 * | promotion | release | ended                    | what                                                   |
 * | --------- | ------- | ------------------------ | ------------------------------------------------------ |
 * | a         | 1       | 09:40, succeeded         | tag 09:00, waits 09:10-09:20 and 09:15-09:25           |
 * | b         | 2       | 10:30, rolled back       | undone twice, 10:20-10:24 and 10:25-10:29, of 10 %     |
 * | c         | 1       | 11:00, succeeded         | the release of `a` again: no lead time                 |
 * | d         | 3       | 12:20, rolled back       | stopped at 0 %: no failure, but a rollback             |
 * | e         | 4       | 13:50, succeeded         | tag 13:00, no wait; an incident 14:00-14:30, by its id |
 * | f         | 5       | still running            |                                                        |
 * | g         | 6       | cancelled                | never deployed                                         |
 * | h         | 7       | 15:00, succeeded         | tag 15:05: the clocks disagree, so 0 minutes           |
 *
 * Flags `i` are deployed at 15:20 and stay; flags `j` are deployed at 15:30, and killed from 15:40 to 15:42. An incident
 * has no deployment, 16:00 to 16:12; another, open, has none either; and one, 17:10 to 17:20, names a deployment that
 * nobody has promoted.
 */
export const DAY: readonly LedgerEvent[] = [
  made("1", "09:00"),
  ...promotion("a", "1", { requested: "09:02", deploying: "09:26", succeeded: "09:40" }),
  approval("a", "1", "prod-product", "09:10", "09:20"),
  approval("a", "1", "prod", "09:15", "09:25"),
  made("2", "10:00"),
  ...promotion("b", "2", { requested: "10:02", deploying: "10:10", "rolled-back": "10:30" }),
  rolledBack("d-b", "10:20", "10:24", 10, "d-b-undo"),
  rolledBack("d-b", "10:25", "10:29", 10, "d-b-undo-again"),
  opened("incident-b", "10:21", "d-b"),
  closed("incident-b", "18:00"),
  ...promotion("c", "1", { requested: "10:50", deploying: "10:52", succeeded: "11:00" }),
  made("3", "12:00"),
  ...promotion("d", "3", { requested: "12:01", deploying: "12:10", "rolled-back": "12:20" }),
  rolledBack("d-d", "12:15", "12:20", 0),
  opened("incident-d", "12:15", "d-d"),
  made("4", "13:00"),
  ...promotion("e", "4", { requested: "13:05", deploying: "13:10", succeeded: "13:50" }),
  opened("incident-e", "14:00", "d-e"),
  closed("incident-e", "14:40", "14:30"),
  made("5", "14:00"),
  ...promotion("f", "5", { requested: "14:05", deploying: "14:10" }),
  made("6", "14:00"),
  ...promotion("g", "6", { requested: "14:05", cancelled: "14:06" }),
  made("7", "15:05"),
  ...promotion("h", "7", { requested: "14:40", deploying: "14:50", succeeded: "15:00" }),
  event("flags-deployed", "15:20", { deployment: "flags/i" }),
  event("flags-deployed", "15:30", { deployment: "flags/j" }),
  rolledBack("flags/j", "15:40", "15:42", 100),
  opened("incident-j", "15:42", "flags/j"),
  opened("incident-alone", "16:00"),
  closed("incident-alone", "16:12"),
  opened("incident-open", "17:00"),
  opened("incident-foreign", "17:10", "d-by-hand"),
  closed("incident-foreign", "17:20"),
];
