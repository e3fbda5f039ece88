import { z } from "zod";
import { ENVIRONMENTS } from "../../../infra/environments";
import { parseJsonText } from "../../../infra/json-text";
import { formatProblem, InvalidInput, ProblemList } from "../../../infra/problems";
import { type Session, verb } from "../../cli/verb";
import { checkBump } from "../../decisions/changelog/bump";
import { readCommit } from "../../decisions/changelog/commits";
import { type Made, parseBuild, releaseOfBuild } from "../../decisions/release/build";
import { type Release, release, releaseId, releaseText } from "../../decisions/release/release";
import { RELEASE_KINDS } from "../../decisions/release/release-kind";
import type { History } from "../../ports/history";
import { readTextFile, writeTextFile } from "../files";
import { dryRun } from "../options";
import { describeRelease } from "./describe";
import { historyOf, historyOptions } from "./history";
import { originOf, originOptions } from "./origin";
import { storable, store } from "./store";

/** `nc release create`: makes the release of a tag, or of main, once. Everything is checked before anything is written. */
export const releaseCreate = verb({
  summary: "Makes the release of a tag, or of main, from what its build says, and stores it.",
  example: "nc release create build.json --environment stg",
  input: z.strictObject({
    build: z
      .string()
      .meta({ description: "file in which the build says what it has made, as JSON" }),
    environment: z
      .enum(ENVIRONMENTS)
      .optional()
      .meta({ description: "store it there too, and record it in the ledger" }),
    out: z.string().default("release.json").meta({ description: "file to write it to" }),
    ...historyOptions,
    ...originOptions,
    dryRun,
  }),
  positional: ["build"],
  answer: z.strictObject({
    kind: z.enum(RELEASE_KINDS),
    /** Identity of the release. */
    id: z.string().nullable(),
    release: release.nullable(),
    written: z.boolean(),
    stored: z.boolean(),
  }),
  async run(input, session) {
    const made = madeBy(input, session);
    if (made.kind === "build-only") {
      const answer = { kind: made.kind, id: null, release: null, written: false, stored: false };
      return { result: "pass", answer, lines: ["a branch is built only: there is no release"] };
    }
    const { kind } = made;
    if (kind !== "main-build") await checkHistory(made.release, historyOf(input, session));
    const target =
      input.environment && (await storable(made.release, kind, input.environment, session));
    const release = target?.release ?? made.release;
    if (!input.dryRun) {
      writeTextFile("--out", input.out, releaseText(release));
      if (target) await store(target, session);
    }
    const done = input.dryRun ? "would be written" : "written";
    const also = input.environment ? ` and stored in ${input.environment}` : "";
    return {
      result: "pass",
      answer: {
        kind,
        id: releaseId(release),
        release,
        written: !input.dryRun,
        stored: !input.dryRun && target !== undefined,
      },
      lines: [...describeRelease(release), `${done} to ${input.out}${also}`],
    };
  },
});

type Input = Parameters<typeof originOf>[0] & { readonly build: string };

/** @throws {InvalidInput} that lists every problem of the build's file and of where it comes from */
function madeBy(input: Input, session: Session): Made {
  const problems = new ProblemList();
  const build = problems.attempt(() =>
    parseBuild(parseJsonText(readTextFile("<build>", input.build), input.build)),
  );
  const origin = problems.attempt(() => originOf(input, session));
  problems.throwIfAny("the release");
  if (!build || !origin) throw new Error("what was not read has a problem");
  return releaseOfBuild(build, origin);
}

/** @throws {InvalidInput} if the tag is at another commit, or commits since the last release ask for more */
async function checkHistory({ version, commit }: Release, history: History): Promise<void> {
  const changes = await history.changesOf(version);
  if (changes.commit !== undefined && changes.commit !== commit) {
    const want = `${changes.commit}, which the tag ${version} names`;
    throw new InvalidInput("the release", [formatProblem("commit", commit, want)]);
  }
  if (changes.previous !== undefined) {
    checkBump(changes.previous, version, changes.commits.map(readCommit));
  }
}
