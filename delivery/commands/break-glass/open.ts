import { z } from "zod";
import { formatProblem, InvalidInput, ProblemList, wanting } from "../../../infra/problems";
import { type BreakGlassWindow, breakGlassWindow } from "../../../infra/settings/break-glass";
import { withBreakGlassWindow } from "../../../infra/settings/break-glass-window";
import { type Settings, settingsFromConfig } from "../../../infra/settings/parse";
import {
  configOf,
  parseProjectFile,
  requireProjectFile,
} from "../../../infra/settings/project-file";
import { readStackFile } from "../../../infra/settings/stack-file";
import { gitHubPullRequests } from "../../adapters/github/pull-requests";
import { verb } from "../../cli/verb";
import { gitHubOf } from "../github";
import { dryRun, environment } from "../options";

const { ticket, reason, until, from } = breakGlassWindow.shape;

/**
 * `nc break-glass open`: proposes the commit that opens the window (docs/decisions/0035). Nothing is open before Security
 * has approved it and it is applied.
 */
export const breakGlassOpen = verb({
  summary: "Opens break-glass for a time, by a pull request that Security reviews.",
  example:
    "nc break-glass open --environment prod --until 2026-11-27T15:00:00Z --who alice --ticket INC-1234 --reason 'AWS is not reached'",
  input: z.strictObject({
    environment,
    from: from.optional().meta({ description: "when it opens, in UTC (now)" }),
    until: until.meta({ description: "when it ends, in UTC, at most breakGlassMinutes later" }),
    who: z
      .string()
      .superRefine(wanting(whoProblem))
      .transform(identities)
      .meta({ description: "source identities of the people, with commas between them" }),
    ticket: ticket.meta({ description: "the incident or change, such as INC-1234" }),
    reason: reason.meta({ description: "why the pipeline cannot do it" }),
    dryRun,
  }),
  answer: z.strictObject({
    repository: z.string(),
    file: z.string(),
    window: breakGlassWindow,
    /** The window that it takes the place of; null where the file has none. */
    replaces: breakGlassWindow.nullable(),
    /** Of the pull request; null in a dry run. */
    url: z.string().nullable(),
  }),
  async run({ environment, dryRun: isDry, ...given }, session) {
    const now = session.now();
    const window = { ...given, from: given.from ?? now.toISOString().replace(/\.\d+Z$/, "Z") };
    const { name: file, settings: local } = readStackFile(session.project, environment);
    const repository = `${local.github.organization}/${local.github.repository}`;
    const pullRequests = gitHubPullRequests(gitHubOf(session));
    const text = await pullRequests.file(repository, file);
    if (text === undefined) {
      throw new InvalidInput(repository, [
        formatProblem(file, undefined, "it on the default branch"),
      ]);
    }
    const { content } = requireProjectFile(new URL("Pulumi.yaml", session.project));
    const project = String(content.name);
    const settingsOf = (changed: string): Settings =>
      settingsFromConfig(project, environment, configOf(project, parseProjectFile(file, changed)));
    const replaces = settingsOf(text).breakGlass.window ?? null;
    const changed = withBreakGlassWindow({ name: file, text, project }, window);
    const problems = new ProblemList();
    problems.attempt(() => settingsOf(changed));
    if (Date.parse(window.until) <= now.getTime()) {
      const want = `a time after now, ${now.toISOString()}`;
      problems.add(new InvalidInput("the options", [formatProblem("--until", window.until, want)]));
    }
    problems.throwIfAny("nc break-glass open");
    const proposal = {
      repository,
      topic: `break-glass-${environment}`,
      title: `chore: open break-glass of ${environment} until ${window.until} (${window.ticket})`,
      body: bodyOf(environment, window, replaces),
      files: { [file]: changed },
    };
    const url = isDry ? null : await pullRequests.propose(proposal);
    return {
      result: "pass",
      answer: { repository, file, window, replaces, url },
      lines: [
        `break-glass of ${environment} from ${window.from} until ${window.until}: ${url ?? "would be proposed"}`,
        ...(replaces ? [`  in place of that of ${replaces.ticket}, until ${replaces.until}`] : []),
        "  It is open once Security has approved the pull request and it is applied.",
      ],
    };
  },
});

function identities(text: string): string[] {
  return text.split(",").map((each) => each.trim());
}

function whoProblem(text: string): string | undefined {
  if (breakGlassWindow.shape.who.safeParse(identities(text)).success) return undefined;
  return "source identities of STS, 2 to 64 characters each, with commas between them";
}

function bodyOf(
  environment: string,
  { from, until, who, ticket, reason }: BreakGlassWindow,
  replaces: BreakGlassWindow | null,
): string {
  return [
    `Lets ${who.join(", ")} assume the break-glass role of ${environment} from ${from} until ${until}, for ${ticket}:`,
    ...reason.split("\n").map((line) => `> ${line}`),
    replaces
      ? `It takes the place of the window of ${replaces.ticket}, until ${replaces.until}.`
      : "",
    "Security owns this file, and reviews it. The window opens when it is applied, and ends by itself: docs/runbooks/break-glass.md.",
  ]
    .filter((each) => each !== "")
    .join("\n\n");
}
