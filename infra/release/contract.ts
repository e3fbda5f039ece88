import canonicalize from "canonicalize";
import type { z } from "zod";
import { KINDS, type KindName, readKind } from "../catalog/kinds";
import { parseJsonText } from "../json-text";
import { type Frozen, formatProblem, InvalidInput, parse } from "../problems";

/**
 * Longest value of an SSM parameter of the tier Standard, in bytes (Systems Manager user guide,
 * "Managing parameter tiers": 4 KB).
 */
const SIZE_MAX = 4096;

/** What a release of a workload of one kind needs to know of one environment. */
export type ReleaseContractOf<Name extends KindName> = {
  [N in Name]: Frozen<z.output<(typeof KINDS)[N]["releaseContract"]>>;
}[Name];

/** What a release needs to know, whatever the kind of the workload. */
export type ReleaseContract = ReleaseContractOf<KindName>;

/**
 * Reads a contract out of the text of its parameter.
 *
 * @throws {InvalidInput} that lists every problem
 */
export function parseReleaseContract(text: string): ReleaseContract {
  const subject = "the release contract";
  return checkedContract(parseJsonText(text, subject), subject);
}

/**
 * The text of a contract's parameter: canonical JSON (RFC 8785), so that equal contracts are equal
 * bytes and a preview shows a change only where there is one.
 *
 * @throws {InvalidInput} that lists every problem, or says by how much it is too large
 */
export function contractText(contract: ReleaseContract): string {
  const subject = `the release contract of ${contract.service} in ${contract.environment}`;
  const text = canonicalize(checkedContract(contract, subject)) ?? "";
  const bytes = Buffer.byteLength(text);
  if (bytes > SIZE_MAX) {
    const want = `at most ${SIZE_MAX} bytes, as much as a parameter of the tier Standard holds`;
    throw new InvalidInput(subject, [formatProblem("size", bytes, want)]);
  }
  return text;
}

function checkedContract(value: unknown, subject: string): ReleaseContract {
  return parse(KINDS[readKind(value, subject)].releaseContract, value, subject);
}
