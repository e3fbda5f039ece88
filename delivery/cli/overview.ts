import type { Verb } from "./verb";

/** A verb by name: what the help of all verbs shows, and how its own file is loaded. */
export interface Listed {
  readonly summary: string;
  readonly load: () => Promise<Verb>;
}

/** The help of all verbs. This file imports nothing, so that the help is there at once. */
export function overview(verbs: Readonly<Record<string, Listed>>): string {
  const width = Math.max(...Object.keys(verbs).map((name) => name.length));
  const lines = Object.entries(verbs).map(
    ([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`,
  );
  return [
    "Usage: npx nc <verb> [options]",
    "",
    "Promotes releases from dev to prod, rolls them back, and accounts for them.",
    "",
    "Verbs:",
    ...lines,
    "",
    "npx nc <verb> --help shows a verb's options and an example.",
    "Exit codes: 0 pass, 1 fail, 2 wrong command line, 3 wait.",
    "",
  ].join("\n");
}
