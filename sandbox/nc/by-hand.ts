import { resolve } from "node:path";
import { formatProblem, InvalidInput } from "../../infra/problems";
import { readOptions } from "../read-options";
import type { GitHubControl, SandboxClient } from "./client";
import { pushTag, type TagSurroundings } from "./tag";

/** What people do by hand beside the verbs of `nc`. */
const BY_HAND = ["tag", "ticket", "approve", "clock"] as const;

/** Longest that one request lets pass, in milliseconds: an hour, so that each is answered soon. */
const STEP = 60 * 60_000;

/** With what it is done. */
export interface ByHandSurroundings extends Omit<TagSurroundings, "now"> {
  readonly gitHub: GitHubControl;
  readonly client: SandboxClient;
}

/** Whether words are what a person does in GitHub or with the clock, and no verb of `nc`. */
export function isByHand(words: readonly string[]): boolean {
  return BY_HAND.some((each) => each === words[0]);
}

/**
 * Does what a person does: pushes a tag, opens a change ticket, approves a run, or lets time pass.
 *
 * @returns lines that say what was done
 * @throws {InvalidInput} that lists every problem
 */
export async function byHand(
  words: readonly string[],
  { client, ...surroundings }: ByHandSurroundings,
): Promise<readonly string[]> {
  const { values, positionals } = readOptions(
    words,
    {
      out: { type: "string" },
      environment: { type: "string" },
      login: { type: "string" },
      comment: { type: "string" },
      until: { type: "string" },
    },
    "one of --out, --environment, --login, --comment, --until",
  );
  const [what, one, two] = positionals;
  const text = (field: string, value: string | undefined) => value ?? missing(what, field);
  switch (what) {
    case "tag": {
      const request = {
        workload: text("<workload>", one),
        version: text("<version>", two),
        out: resolve(values.out ?? "build"),
      };
      return pushTag(request, { ...surroundings, now: client.now() });
    }
    case "ticket": {
      const repository = text("<owner/repository>", one);
      return [await surroundings.gitHub.openTicket(repository)];
    }
    case "approve": {
      const { repository, id } = runIn(text("<run>", one));
      const environment = text("--environment", values.environment);
      const login = text("--login", values.login);
      const comment = values.comment ?? "approved";
      await surroundings.gitHub.approve({ repository, id, environment, login, comment });
      return [`${login} has approved run ${id} of ${repository} for ${environment}: ${comment}`];
    }
    default: {
      const until = new Date(values.until ?? client.now());
      if (Number.isNaN(until.getTime())) {
        const want = "a time such as 2026-03-03T15:00:00Z";
        throw new InvalidInput("clock", [formatProblem("--until", values.until, want)]);
      }
      for (;;) {
        const left = until.getTime() - client.now().getTime();
        if (left <= 0) break;
        await client.sleep(Math.min(left, STEP));
      }
      return [`it is ${client.now().toISOString()} in the accounts`];
    }
  }
}

function missing(what: string | undefined, field: string): never {
  throw new InvalidInput(what ?? "nc --sandbox", [formatProblem(field, undefined, "a value")]);
}

function runIn(url: string): { readonly repository: string; readonly id: number } {
  const [, repository, id] = /\/([^/]+\/[^/]+)\/actions\/runs\/([1-9]\d{0,14})$/.exec(url) ?? [];
  if (repository !== undefined) return { repository, id: Number(id) };
  const want = "the URL of a run, as `nc --sandbox tag` prints it";
  throw new InvalidInput("approve", [formatProblem("<run>", url, want)]);
}
