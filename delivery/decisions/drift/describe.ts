import { indented } from "../incident/root-cause-issue";
import type { Finding } from "./findings";

/** Why nobody is known, where CloudTrail was asked: it keeps 90 days. */
const NOBODY = "CloudTrail has no change of it since it was applied";

/** The finding for a person, line by line: what, where, since when and by whom. */
export function describeFinding(found: Finding): string[] {
  const { urn, type, id, kind, differences, cause, causeUnknown = NOBODY } = found;
  return [
    `${logicalName(urn)} (${type}) ${id} is ${kind}`,
    ...differences.map(
      ({ path, program = "nothing", account = "nothing" }) =>
        `  ${path}: ${program} in the program, ${account} in the account`,
    ),
    ...(cause
      ? [`  since ${cause.since}`, ...cause.changes.map((each) => `  ${describeChange(each)}`)]
      : [`  since when and by whom is not known: ${causeUnknown}`]),
  ];
}

/** Most characters that a ticket takes (GitHub, "body is too long (maximum is 65536 characters)"), with some to spare. */
const MOST = 60_000;

/** Title and body of an environment's ticket. The same findings make the same text, whenever they are found. */
export function driftTicket(environment: string, findings: readonly Finding[]) {
  const blocks = findings.map((each) => indented(describeFinding(each).join("\n")));
  const shown = withinLimit(blocks);
  const left = blocks.length - shown.length;
  const body = [
    `The account of ${environment} is not as the program last made it. Each resource below was changed past the`,
    "pipeline. Take the change into the program, or take it back: docs/runbooks/drift.md says how.",
    "",
    shown.join("\n\n"),
    ...(left > 0 ? ["", `And ${left} more, which \`npx nc drift ${environment}\` lists.`] : []),
  ].join("\n");
  return { title: titleOf(environment, findings.length), body };
}

/** What is said in a ticket whose drift is gone. */
export function driftIsGone(environment: string): string {
  return `The account of ${environment} is again as the program made it.`;
}

function titleOf(environment: string, count: number): string {
  const which = count === 1 ? "1 resource differs" : `${count} resources differ`;
  return `Drift in ${environment}: ${which} from the program`;
}

function withinLimit(blocks: readonly string[]): readonly string[] {
  let length = 0;
  return blocks.filter((each) => {
    length += each.length + 2;
    return length <= MOST;
  });
}

function describeChange({
  at,
  event,
  by,
  sourceIdentity,
}: NonNullable<Finding["cause"]>["changes"][number]): string {
  const behind = sourceIdentity === undefined ? "" : `, for ${sourceIdentity}`;
  return `${at} ${event} by ${by}${behind}`;
}

/** Name that the program gives to a resource, the last part of its URN. */
function logicalName(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
