import type { AwsClients } from "../../../delivery/adapters/aws/clients";
import type { Release } from "../../../delivery/decisions/release/release";
import type { ReleaseContract } from "../../../infra/release/contract";
import type { Behaviour } from "../../../sandbox/api/simulation/behaviours";
import { digestOf, releaseOfImage } from "../adapters/aws/support/deliveries";
import { base64Of, releaseOfZip } from "../adapters/aws/support/zip-release";

/** A workload of one kind whose promotions are killed. */
export interface KilledWorkload {
  readonly name: string;
  readonly kind: "service" | "function" | "worker" | "job";
  /** Flags that its releases need. @default - none */
  readonly flags?: string[];
  /** How often a run is killed, in all. */
  readonly kills: number;
  /** How the code of every third release behaves. @default - all are good: a job's code runs on its schedule alone */
  readonly bad?: Behaviour;
  /** Phases in which it has to be killed at least once. */
  readonly phases: readonly string[];
}

/** One of each kind that is deployed by AWS's API; 100 kills in all. */
export const WORKLOADS: readonly KilledWorkload[] = [
  {
    name: "ingest-worker",
    kind: "service",
    kills: 40,
    bad: "5xx",
    phases: ["gated", "migrating", "deploying", "baking"],
  },
  {
    name: "api-adapter",
    kind: "function",
    kills: 24,
    bad: "crashing",
    phases: ["gated", "deploying", "baking"],
  },
  {
    name: "audit-queue",
    kind: "worker",
    kills: 20,
    bad: "crashing",
    phases: ["gated", "deploying", "baking"],
  },
  { name: "audit-digest", kind: "job", kills: 16, phases: ["gated", "deploying", "baking"] },
];

/** A release of a workload that is built, and how its code is known to the account's behaviours. */
export interface BuiltRelease {
  readonly release: Release;
  readonly code: string;
}

/** Builds the release of a number: each has code of its own, up to fifteen. */
export async function builtRelease(
  clients: AwsClients,
  { name, kind, flags = [] }: Pick<KilledWorkload, "name" | "kind" | "flags">,
  contract: ReleaseContract,
  number: number,
): Promise<BuiltRelease> {
  const version = `v1.0.${number}`;
  if ("functionName" in contract) {
    const text = `code ${number}`;
    const release = await releaseOfZip(clients, contract, text, { kind, version, flags });
    return { release, code: base64Of(text) };
  }
  const digit = ((number % 15) + 1).toString(16);
  const release = releaseOfImage(digit, { workload: name, kind, version, flags });
  return { release, code: digestOf(digit) };
}
