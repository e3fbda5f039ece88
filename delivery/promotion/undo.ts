import { InvalidInput } from "../../infra/problems";
import type { ReleaseContract } from "../../infra/release/contract";
import { indented } from "../decisions/incident/root-cause-issue";
import { mayFollow } from "../decisions/promotion/phases";
import type { PromotionRecord } from "../decisions/promotion/record";
import { planRollback } from "../decisions/rollback/plan";
import type { Before } from "../decisions/rollback/steps";
import type { EventOf } from "../ledger/events";
import { keepBake } from "./bake";
import { deploymentOf, type Journal } from "./journal";
import type { Promotion } from "./promotion";
import { sayWait } from "./say-wait";

/** How often a rollback is looked at, in milliseconds. */
const INTERVAL = 2_000;

/** What is to be undone, and why. */
type Broken = NonNullable<PromotionRecord["broken"]>;
type Cause = EventOf<"rolled-back">["cause"];

/**
 * Brings back what ran before, where AWS has not done so already, and opens an incident and a root-cause ticket
 * that carry the deployment's id (CI/CL-002 §14). It needs no approval. The promotion has then failed its run.
 *
 * That it is undone is written down first: a run that goes on after a crash undoes it too, whatever the alarms
 * say by then.
 *
 * @param cause - as the ledger has it. @default - what the promotion's phase says
 */
export async function undo(
  promotion: Promotion,
  journal: Journal,
  found: Broken,
  cause: Cause = journal.record.phase === "baking" ? "watch" : "deployment-failure",
): Promise<void> {
  const deployment = deploymentOf(journal);
  if (journal.record.broken === undefined) await journal.keep({ broken: found });
  const broken = journal.record.broken ?? found;
  promotion.say(`  ${deployment} is undone: ${broken.reason}`);

  const returned = await bringBack(promotion, journal, deployment);
  journal.isBack = returned.state === "back";
  if (returned.state === "back") {
    const { rollbackDeployment } = returned;
    const event = {
      type: "rolled-back",
      deployment,
      cause,
      startedAt: broken.at,
      productionPercent: broken.productionPercent,
    };
    await journal.note(rollbackDeployment === undefined ? event : { ...event, rollbackDeployment });
  }
  const reasons = [broken.reason, ...returned.problems];
  const { incident, ticket, title, stays } = await report(promotion, journal, reasons);
  await journal.note({ type: "incident-opened", incident, deployment, title });
  const unsigned = await keepRedBake(promotion, journal, cause);
  const opened = [`incident ${incident}`, `root-cause ticket ${ticket}`];
  const result = journal.isBack ? "rolled-back" : "failed";
  const all = [...reasons, ...stays, ...unsigned, ...opened];
  if (mayFollow(journal.record.phase, result)) await journal.enter(result, all);
  // A promotion that had succeeded keeps its phase.
  else journal.end(all);
}

/**
 * Signs that the bake was red. A run of GitHub Actions has an identity to sign with; a person who works by hand may have
 * none, and what is undone then stays undone.
 */
async function keepRedBake(
  promotion: Promotion,
  journal: Journal,
  cause: Cause,
): Promise<readonly string[]> {
  try {
    await keepBake(promotion, journal, "red");
    return [];
  } catch (error) {
    if (cause !== "person" || !(error instanceof InvalidInput)) throw error;
    const why = error.message.replaceAll(/\s+/g, " ");
    return [
      `nobody here can sign that its bake was red, and what stg found stays as it was: ${why}`,
    ];
  }
}

/** Whether the version before has all traffic again. */
interface Returned {
  readonly state: "back" | "not-back";
  readonly rollbackDeployment?: string;
  /** What a person has to know, where it is not back. */
  readonly problems: readonly string[];
}

async function bringBack(promotion: Promotion, journal: Journal, id: string): Promise<Returned> {
  const { clock, deployer } = promotion;
  const { state, rollbackId } = await deployer.observe(id);
  if (state === "rolled-back") {
    return rollbackId === undefined
      ? { state: "back", problems: [] }
      : { state: "back", rollbackDeployment: rollbackId, problems: [] };
  }
  const { previous } = journal.record;
  if (previous === undefined) {
    return { state: "not-back", problems: ["there is no version before to return to"] };
  }
  const rollbackDeployment = await deployer.rollBack(id, previous);
  await sayWait(promotion, `${rollbackDeployment} brings back what ran before`, "rollback");
  for (;;) {
    const rollback = await deployer.observe(rollbackDeployment);
    if (rollback.state === "succeeded") return { state: "back", rollbackDeployment, problems: [] };
    if (rollback.state !== "in-progress") {
      const problem = `its rollback ${rollbackDeployment} is ${rollback.state}: bring ${previous} back by hand`;
      return { state: "not-back", rollbackDeployment, problems: [problem] };
    }
    await clock.sleep(INTERVAL);
    await journal.beat();
  }
}

/** Opens the incident and the ticket; each is opened once for a deployment. */
async function report(
  { release, environment, incidents, tickets, contract }: Promotion,
  journal: Journal,
  reasons: readonly string[],
) {
  const deployment = deploymentOf(journal);
  const { previous } = journal.record;
  const plan = planRollback({
    release,
    environment,
    deployment,
    before: previous === undefined ? {} : beforeOf(contract, previous),
    migrationsRun: release.migrations?.files.map(({ path }) => path) ?? [],
  });
  const description = [...reasons, ...plan.stays].join("\n");
  const { incident, rootCauseTicket } = plan.opens;
  const { workload, repository } = release;
  const id = await incidents.open({ workload, deployment, title: incident.title, description });
  const body = `Incident ${id}.\n\n${indented(description)}\n`;
  const ticket = await tickets.openRootCause({
    repository,
    deployment,
    title: rootCauseTicket.title,
    body,
  });
  return { incident: id, ticket, title: incident.title, stays: plan.stays };
}

/** What ran before, as the kind of the workload has it. */
function beforeOf(contract: ReleaseContract, previous: string): Before {
  switch (contract.kind) {
    case "service":
    case "worker":
      return { taskDefinitionArn: previous };
    case "function":
      return { lambdaVersion: previous };
    case "job":
      return contract.runsAs === "task"
        ? { taskDefinitionArn: previous }
        : { lambdaVersion: previous };
    case "terraform":
      return { release: previous };
  }
}
