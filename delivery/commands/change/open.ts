import { z } from "zod";
import { InvalidInput } from "../../../infra/problems";
import { verb } from "../../cli/verb";
import { standardChangeProblems } from "../../decisions/change/standard";
import { CHANGE_TYPES, type Release, releaseId } from "../../decisions/release/release";
import { dryRun } from "../options";
import { describeRelease } from "../release/describe";
import { changeOptions, changeSubject, checkOpen, openChange } from "./subject";

/** `nc change open`: opens the change that brings a release into an environment, with its ticket. */
export const changeOpen = verb({
  summary: "Opens the change that brings a release into an environment, with its ticket.",
  example: "nc change open billing v1.4.0 --environment prod",
  input: z.strictObject({
    ...changeOptions,
    type: z
      .enum(CHANGE_TYPES)
      .optional()
      .meta({ description: "the release's own type without it" }),
    ticket: z
      .string()
      .min(1)
      .max(256)
      .optional()
      .meta({ description: "a ticket that is open; without it, one is opened" }),
    dryRun,
  }),
  positional: ["workload", "version"],
  answer: z.strictObject({
    change: z.string(),
    changeType: z.enum(CHANGE_TYPES),
    ticket: z.string().nullable(),
    opened: z.boolean(),
  }),
  async run(input, session) {
    const { environment, dryRun } = input;
    const subject = await changeSubject(input, session);
    const { release, changes, key, record } = subject;
    const { workload, version } = release;
    const known = openChange(changes);
    if (known) {
      const { change, changeType, ticket } = known;
      const line = `${workload} ${version} in ${environment} has the open change ${change}: ${ticket}`;
      const answer = { change, changeType, ticket, opened: false };
      return { result: "pass", answer, lines: [line] };
    }
    const changeType = input.type ?? release.change.type;
    checkType(release, changeType);
    const tickets = subject.tickets();
    if (input.ticket !== undefined) await checkOpen(tickets, input.ticket);
    const change = `${version}/${changes.length + 1}`;
    if (dryRun) {
      const ticket = input.ticket ?? null;
      const line = `would open ${changeType} change ${change} of ${workload}, with ${ticket ?? "a new ticket"}`;
      return {
        result: "pass",
        answer: { change, changeType, ticket, opened: false },
        lines: [line],
      };
    }
    const title = `Change: ${workload} ${version} into ${environment}`;
    const ticket =
      input.ticket ?? (await tickets.open({ key, title, body: bodyOf(release, changeType) }));
    await record({
      type: "change-opened",
      release: releaseId(release),
      change,
      changeType,
      ticket,
    });
    return {
      result: "pass",
      answer: { change, changeType, ticket, opened: true },
      lines: [
        `${changeType} change ${change} of ${workload} into ${environment} is open: ${ticket}`,
        `  name ${ticket} in the comment of an approval`,
      ],
    };
  },
});

/** @throws {InvalidInput} if it is promoted as a standard change, and is none */
function checkType(release: Release, changeType: Release["change"]["type"]): void {
  if (changeType !== "standard") return;
  const problems = standardChangeProblems(release);
  if (problems.length > 0) throw new InvalidInput("a standard change", problems);
}

/** What a ticket says of a release, as a block that no text of the release can end. */
function bodyOf(release: Release, changeType: string): string {
  const lines = describeRelease(release).flatMap((line) => line.split(/\r\n?|\n/));
  return [`A ${changeType} change.`, "", ...lines.map((line) => `    ${line}`)].join("\n");
}
