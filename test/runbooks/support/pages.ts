import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../../../docs/runbooks/", import.meta.url);

/** What people fill in, where a word would not do. */
const FILLED: Readonly<Record<string, string>> = {
  "<env>": "prod",
  "<workload>": "ingest-worker",
  "<first day of the quarter>": "2026-10-01",
  "<now>": "2026-11-02",
};

/** A page of `docs/runbooks/`. */
export interface Runbook {
  readonly file: string;
  /** Its blocks of shell, in their order, filled in. */
  readonly blocks: readonly string[];
  /** The command lines that its sentences name, in backquotes. */
  readonly named: readonly string[];
}

/** Every page of runbooks. */
export function runbooks(): readonly Runbook[] {
  return readdirSync(FOLDER).sort().map(runbook);
}

/** One page, by its file's name. */
export function runbook(file: string): Runbook {
  const text = readFileSync(new URL(file, FOLDER), "utf8");
  return {
    file,
    blocks: [...text.matchAll(/^( *)```sh\n(.*?)^ *```$/gms)].map(([, , block = ""]) =>
      fill(block),
    ),
    named: [...text.matchAll(/`((?:npx nc|npm run|aws|gh|pulumi) [^`]+)`/g)].map(([, line = ""]) =>
      fill(line),
    ),
  };
}

function fill(text: string): string {
  return text.replaceAll(/<[a-z][^<>\n]*>/g, (placeholder) => FILLED[placeholder] ?? "x");
}
