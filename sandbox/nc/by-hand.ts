import { resolve } from "node:path";
import { z } from "zod";
import type { Listed } from "../../delivery/cli/overview";
import { type Verb, verb } from "../../delivery/cli/verb";
import { version } from "../../delivery/decisions/release/version";
import type { Catalog } from "../../infra/catalog/workload";
import { formatProblem, InvalidInput } from "../../infra/problems";
import type { Settings } from "../../infra/settings/parse";
import type { GitHubControl } from "./github-client";
import { pushTag } from "./tag";

/** With what people do it. */
export interface ByHand {
  readonly catalog: Catalog;
  /** Of prod, which guards GitHub. */
  readonly settings: Settings;
  readonly gitHub: GitHubControl;
}

/** Longest that one request lets pass, in milliseconds: an hour, so that each is answered soon. */
const STEP = 60 * 60_000;

const RUN = /\/([^/]+\/[^/]+)\/actions\/runs\/([1-9]\d{0,14})$/;

/** What people do beside `nc`, in GitHub and with the clock, as verbs: they are read and answered as those of `nc`. */
export function byHandVerbs(given: ByHand): Readonly<Record<string, Listed>> {
  const verbs: Readonly<Record<string, Verb>> = {
    tag: tag(given),
    ticket: ticket(given),
    approve: approve(given),
    clock,
  };
  return Object.fromEntries(
    Object.entries(verbs).map(([name, each]) => [
      name,
      { summary: each.summary, load: async () => each },
    ]),
  );
}

function tag({ catalog, settings, gitHub }: ByHand): Verb {
  const names = catalog.filter(({ kind }) => kind !== "terraform").map(({ name }) => name);
  return verb({
    summary: "Pushes a tag, whose checks are green, and writes what the jobs of its run hand over.",
    example: "nc --sandbox tag ingest-worker v1.0.0 --out build",
    input: z.strictObject({
      workload: z.enum(names).meta({ description: "the workload's name in the catalog" }),
      version: version.meta({ description: "the tag" }),
      out: z.string().default("build").meta({ description: "folder for what is handed over" }),
    }),
    positional: ["workload", "version"],
    answer: z.strictObject({ run: z.url(), folder: z.string() }),
    async run({ workload: name, version: tagged, out }, { now }) {
      const workload = catalog.find((each) => each.name === name);
      if (workload === undefined) throw new Error(`${name} is in no catalog`);
      const folder = resolve(out);
      const { run, repository } = await pushTag(
        { workload, version: tagged, folder },
        { settings, gitHub, now: now() },
      );
      return {
        result: "pass",
        answer: { run, folder },
        lines: [
          `${name} ${tagged} is tagged in ${repository}, and every required check is green.`,
          `Run: ${run}`,
          `What it has built, and the variables of its jobs (run.env): ${folder}`,
        ],
      };
    },
  });
}

function ticket({ gitHub }: ByHand): Verb {
  return verb({
    summary: "Opens a change ticket, and shows its id.",
    example: "nc --sandbox ticket neurocipher/ingest-worker",
    input: z.strictObject({
      repository: z
        .string()
        .regex(/^[^/]+\/[^/]+$/, "owner/name")
        .meta({ description: "the repository, owner/name" }),
    }),
    positional: ["repository"],
    answer: z.strictObject({ ticket: z.string() }),
    async run({ repository }) {
      const id = await gitHub.openTicket(repository);
      return { result: "pass", answer: { ticket: id }, lines: [id] };
    },
  });
}

function approve({ gitHub }: ByHand): Verb {
  return verb({
    summary: "Approves a run in a GitHub environment, as a person.",
    example:
      "nc --sandbox approve https://github.com/neurocipher/ingest-worker/actions/runs/7001 --environment prod " +
      "--login sam --comment '#12'",
    input: z.strictObject({
      run: z
        .string()
        .regex(RUN, "the URL of a run, as `nc --sandbox tag` prints it")
        .meta({ description: "URL of the run" }),
      environment: z.string().min(1).meta({ description: "the GitHub environment, by its name" }),
      login: z.string().min(1).meta({ description: "the person's login" }),
      comment: z.string().min(1).default("approved").meta({ description: "what the person says" }),
    }),
    positional: ["run"],
    answer: z.strictObject({ repository: z.string(), run: z.int() }),
    async run({ run, environment, login, comment }) {
      const [, repository = "", id] = RUN.exec(run) ?? [];
      await gitHub.approve({ repository, id: Number(id), environment, login, comment });
      const line = `${login} has approved run ${id} of ${repository} for ${environment}: ${comment}`;
      return { result: "pass", answer: { repository, run: Number(id) }, lines: [line] };
    },
  });
}

const clock = verb({
  summary: "Shows the accounts' time, or lets it pass.",
  example: "nc --sandbox clock --until 2026-03-03T15:00:00Z",
  input: z.strictObject({
    until: z.iso
      .datetime({ error: "a time such as 2026-03-03T15:00:00Z" })
      .optional()
      .meta({ description: "the time to let come" }),
  }),
  answer: z.strictObject({ now: z.string() }),
  async run({ until }, { now, sleep }) {
    const left = () => (until === undefined ? 0 : Date.parse(until) - now().getTime());
    if (left() < 0) {
      const want = `a time after ${now().toISOString()}, which it is in the accounts`;
      throw new InvalidInput("nc clock", [formatProblem("--until", until, want)]);
    }
    while (left() > 0) await sleep(Math.min(left(), STEP));
    const time = now().toISOString();
    return { result: "pass", answer: { now: time }, lines: [`it is ${time} in the accounts`] };
  },
});
