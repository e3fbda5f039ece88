import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../../../docs/runbooks/", import.meta.url);

/** What people fill in, where a word would not do. */
const FILLED: Readonly<Record<string, string>> = {
  "<env>": "prod",
  "<workload>": "ingest-worker",
  "<first day of the quarter>": "2026-10-01",
  "<now>": "2026-11-02",
  "<the call>": "PutSecretValue",
};

/** A command line in a sentence: a program, and at least one word. */
const NAMED = /`((?:npx nc|npm run|node|aws|cosign|gh|jq|oras|pulumi|terraform) [^`]+)`/g;

/** A block: its indentation, its language and its text. */
const FENCED = /^( *)```(\w*)\n(.*?)^ *```$/gms;

/** A page of `docs/runbooks/`. */
export interface Runbook {
  readonly file: string;
  /** Its blocks of shell, in their order, filled in. */
  readonly blocks: readonly string[];
  /** The command lines that its sentences name, in backquotes. */
  readonly named: readonly string[];
  /** All of its blocks, in their order. */
  readonly fenced: readonly Fenced[];
}

/** A block of a page. */
export interface Fenced {
  /** Empty where the page does not say. */
  readonly language: string;
  readonly text: string;
}

/** Every page of runbooks. */
export function runbooks(): readonly Runbook[] {
  return readdirSync(FOLDER).sort().map(runbook);
}

/** One page, by its file's name. */
export function runbook(file: string): Runbook {
  const text = readFileSync(new URL(file, FOLDER), "utf8");
  const fenced = [...text.matchAll(FENCED)].map(([, , language = "", block = ""]) => ({
    language,
    text: fill(block),
  }));
  return {
    file,
    fenced,
    blocks: fenced.filter(({ language }) => language === "sh").map((each) => each.text),
    named: [...text.replaceAll(FENCED, "").matchAll(NAMED)].map(([, line = ""]) => fill(line)),
  };
}

/**
 * The commands of a page, each once: a line of `nc`, the rest of the block that it is in, or one that a sentence names.
 * `pulumi up` and its like, without a further word, and the beginning of another command only name what is elsewhere.
 */
export function commandsOf({ blocks, named }: Runbook): readonly string[] {
  const inBlocks = blocks.flatMap((block) => {
    const lines = [...block.matchAll(NC_LINES)].map(([line]) => line.trim());
    const rest = block.replaceAll(NC_LINES, "").trim();
    return rest === "" ? lines : [...lines, rest];
  });
  const inSentences = named
    .filter((line) => line.split(" ").length > 2)
    .filter((line) => !inBlocks.some((other) => other.startsWith(line)));
  return [...new Set([...inBlocks, ...inSentences])];
}

/** A command line of `nc`, with the lines in which it goes on. */
const NC_LINES = /^npx nc (?:[^\n\\]|\\\n)*$\n?/gm;

function fill(text: string): string {
  return text.replaceAll(/<[a-z][^<>\n]*>/g, (placeholder) => FILLED[placeholder] ?? "x");
}
