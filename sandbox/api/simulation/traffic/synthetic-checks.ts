import { RELEASE_CONTRACT } from "../../../../infra/naming/names";
import { parseReleaseContract, type ReleaseContract } from "../../../../infra/release/contract";
import type { Account } from "../../world";
import { type Behaviour, behaviourOf } from "../behaviours";
import type { Load } from "./history";

/** Share of the runs of a synthetic test that succeed against what behaves so: an answer may be slow. */
const SUCCESSES: Readonly<Record<Behaviour, number>> = {
  healthy: 1,
  slow: 1,
  "5xx": 0.8,
  broken: 0,
  crashing: 0,
  silent: 0,
  hanging: 1,
};

/**
 * Metric `SuccessPercent` of a CloudWatch Synthetics canary over a time: its runs ask what callers ask, so that
 * one fails where nothing answers.
 *
 * @param over - what ran of a source in that time, each by its share
 */
export function successPercent(
  account: Account,
  canary: string,
  over: (source: string) => readonly Load[],
): number {
  const loads = sourcesOf(account, canary).flatMap(over);
  const share = loads.reduce(
    (sum, each) => sum + each.share * SUCCESSES[behaviourOf(account, each.code)],
    0,
  );
  // Shares are fractions: ten of a tenth are not exactly one.
  return Math.min(100, Number((100 * share).toFixed(6)));
}

/** What answers the requests of a canary: the workload's whose contract names it. */
function sourcesOf({ cloud }: Account, canary: string): readonly string[] {
  const contracts = cloud
    .list("aws:ssm/parameter:Parameter")
    .filter(({ state }) => String(state.name).endsWith(`/config/${RELEASE_CONTRACT}`))
    .map(({ state }) => contractIn(String(state.insecureValue ?? state.value)));
  return contracts.flatMap((contract) => {
    if (contract.kind === "terraform" || contract.canary !== canary) return [];
    if (contract.kind === "service") return Object.values(contract.targetGroupArns).map(suffixOf);
    if (contract.kind === "function") {
      return [`function:${contract.functionName}:${contract.aliases.live}`];
    }
    return [];
  });
}

/** Contracts by their text: every canary asks for all of them, every minute. */
const READ = new Map<string, ReleaseContract>();

function contractIn(text: string): ReleaseContract {
  const contract = READ.get(text) ?? parseReleaseContract(text);
  READ.set(text, contract);
  return contract;
}

/** The part of a target group's ARN that its metrics have as their dimension. */
function suffixOf(arn: string): string {
  return arn.slice(arn.indexOf(":targetgroup/") + 1);
}
