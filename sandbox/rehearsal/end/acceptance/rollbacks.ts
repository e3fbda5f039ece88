import type { LedgerEvent } from "../../../../delivery/ledger/events";
import { ofType } from "../../../../delivery/ledger/kpi/deployments";
import type { KindName } from "../../../../infra/catalog/kinds";
import { ENVIRONMENTS, type Environment } from "../../../../infra/environments";
import { present, Unmet } from "../../check";
import type { Facts } from "../facts";

/**
 * Every rollback of workloads of some kinds: what CodeDeploy says of it, and the incident and the root-cause ticket
 * that carry its deployment's id (CI/CL-002 §14).
 *
 * @throws {Unmet} if one of them lacks either, or did not succeed
 */
export function rollbacksOf(...kinds: readonly KindName[]) {
  return (facts: Facts): readonly string[] =>
    ENVIRONMENTS.flatMap((environment) => {
      const events = facts.events[environment];
      return ofType(events, "rolled-back")
        .filter(({ workload }) => kinds.includes(kindOf(facts, workload)))
        .filter(({ deployment }) => isOfRelease(events, deployment))
        .map((each) => describe(facts, environment, events, each));
    });
}

/** Whether a promotion made it: the flags of a workload are deployed, and undone, without its code. */
function isOfRelease(events: readonly LedgerEvent[], deployment: string): boolean {
  return ofType(events, "promotion-phase").some((each) => each.deployment === deployment);
}

function kindOf({ catalog }: Facts, workload: string): KindName {
  return present(
    workload,
    catalog.find(({ name }) => name === workload),
  ).kind;
}

function describe(
  { tickets, deployments }: Facts,
  environment: Environment,
  events: readonly LedgerEvent[],
  rollback: Extract<LedgerEvent, { type: "rolled-back" }>,
): string {
  const { workload, deployment, rollbackDeployment, at, startedAt } = rollback;
  const by = deployments[environment].find((each) => each.deploymentId === rollbackDeployment);
  if (by !== undefined && by.status !== "Succeeded") {
    throw new Unmet(`${deployment}: its rollback ${by.deploymentId} is ${by.status}`);
  }
  const incident = ofType(events, "incident-opened").find((each) => each.deployment === deployment);
  const ticket = tickets.find(({ title }) => title.includes(deployment));
  const opened = [
    `incident ${present(`incident of ${deployment}`, incident).incident}`,
    `root-cause ticket #${present(`root-cause ticket of ${deployment}`, ticket).number}`,
  ];
  const seconds = (Date.parse(at) - Date.parse(startedAt)) / 1000;
  const undone = rollbackDeployment === undefined ? "" : ` by ${rollbackDeployment}`;
  return `${workload} in ${environment}: ${deployment} undone${undone} in ${seconds} s, ${opened.join(", ")}`;
}
