import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { formatProblem } from "../../infra/problems";
import { type Mutant, mutantsOf, mutatedText } from "./mutants";
import { Worker } from "./pool";
import { Imports, testsOf } from "./tests-of";

const USAGE = `npm run mutate -- <room> [--all] [--sample <n>] [--only <text>]

Makes one small mistake after another in each source file of a room (such as policies, infra/catalog
or one file) and runs the file's unit tests. Prints the mistakes that no test saw, and the share of
those that one did. Without --all it makes at most n mistakes per file, 12, always the same ones. With
--only it makes those in lines that have the text, such as dependsOn.`;

const ROOT = process.cwd();
const SAMPLE = 12;

/** No tests run as long as this without a mutant, in milliseconds, however slow the machine is. */
const LONGEST = 20 * 60_000;

interface Score {
  readonly file: string;
  readonly mutants: number;
  readonly survivors: readonly Mutant[];
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      all: { type: "boolean" },
      sample: { type: "string", default: `${SAMPLE}` },
      only: { type: "string", default: "" },
      help: { type: "boolean" },
    },
  });
  const most = values.all ? Number.POSITIVE_INFINITY : Number(values.sample);
  const unknown = positionals.filter((each) => !existsSync(join(ROOT, each)));
  if (unknown.length > 0) {
    console.error(
      formatProblem("room", unknown.join(" "), "a folder or a file of this repository"),
    );
    return 1;
  }
  const files = positionals.flatMap(sourcesOf);
  if (values.help || files.length === 0 || !(most >= 1)) {
    console.log(USAGE);
    return values.help ? 0 : 1;
  }
  const imports = new Imports(ROOT);
  const waiting = [...files];
  const scores: Score[] = [];
  const work = async (): Promise<void> => {
    const worker = new Worker();
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const score = await scoreOf(file, { most, only: values.only }, imports, worker);
      report(score);
      scores.push(score);
    }
    worker.stop();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  const all = scores.reduce((sum, { mutants }) => sum + mutants, 0);
  const alive = scores.reduce((sum, { survivors }) => sum + survivors.length, 0);
  console.log(`${positionals.join(" ")}: ${share(all - alive, all)} (${all - alive} of ${all})`);
  return 0;
}

/**
 * Puts each mutant of a file, in lines that have the text `only`, to the file's own tests, and what
 * survives to those of its room.
 */
async function scoreOf(
  file: string,
  { most, only }: { readonly most: number; readonly only: string },
  imports: Imports,
  worker: Worker,
): Promise<Score> {
  const text = readFileSync(join(ROOT, file), "utf8");
  const mutants = sample(
    mutantsOf(file, text).filter((each) => lineOf(text, each).includes(only)),
    most,
  );
  const { own, judges } = testsOf(file, imports);
  const unseen = await survivorsOf(mutants, text, file, own, worker);
  const survivors = await survivorsOf(unseen, text, file, judges, worker);
  return { file, mutants: mutants.length, survivors };
}

/** The mutants that none of `tests` sees. */
async function survivorsOf(
  mutants: readonly Mutant[],
  text: string,
  file: string,
  tests: readonly string[],
  worker: Worker,
): Promise<readonly Mutant[]> {
  if (mutants.length === 0 || tests.length === 0) return mutants;
  const limit = 20_000 + 10 * (await timeOf(tests, file, worker));
  const survivors: Mutant[] = [];
  for (const mutant of mutants) {
    const answer = await worker.ask({ file, tests, text: mutatedText(text, mutant) }, limit);
    if (answer.failed === undefined) survivors.push(mutant);
  }
  return survivors;
}

/** How long tests take that have passed, in milliseconds, by their paths. */
const times = new Map<string, number>();

/** How long `tests` take without a mutant, in milliseconds. They pass, or nothing can be said of one. */
async function timeOf(tests: readonly string[], file: string, worker: Worker): Promise<number> {
  const known = times.get(tests.join());
  if (known !== undefined) return known;
  const start = Date.now();
  const { failed } = await worker.ask({ file, tests }, LONGEST);
  if (failed !== undefined) throw new Error(`${file}: its tests fail as they are: ${failed}`);
  const time = Date.now() - start;
  times.set(tests.join(), time);
  return time;
}

function lineOf(text: string, { start }: Mutant): string {
  const [before = "", after = ""] = [text.slice(0, start), text.slice(start)];
  return (before.split("\n").at(-1) ?? "") + (after.split("\n")[0] ?? "");
}

/** The same part of the mutants each time, spread over the file. */
function sample(mutants: readonly Mutant[], most: number): readonly Mutant[] {
  const rank = ({ file, start, replacement }: Mutant) =>
    createHash("sha256").update(`${file} ${start} ${replacement}`).digest("hex");
  const ranked = [...mutants].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
  return ranked.slice(0, most).sort((one, other) => one.start - other.start);
}

function report({ file, mutants, survivors }: Score): void {
  if (mutants === 0) return;
  console.log(`${file}: ${share(mutants - survivors.length, mutants)} of ${mutants}`);
  const text = readFileSync(join(ROOT, file), "utf8");
  for (const { start, end, replacement } of survivors) {
    const line = text.slice(0, start).split("\n").length;
    const short = (words: string) => words.replaceAll(/\s+/g, " ").slice(0, 60);
    console.log(`  ${file}:${line}: ${short(text.slice(start, end))} -> ${short(replacement)}`);
  }
}

function sourcesOf(room: string): string[] {
  if (statSync(join(ROOT, room)).isFile()) return [room];
  return readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(room, file))
    .sort();
}

function share(part: number, whole: number): string {
  return whole === 0 ? "nothing to break" : `${((100 * part) / whole).toFixed(1)} %`;
}

process.exitCode = await main();
