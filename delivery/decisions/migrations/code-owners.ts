/** Where GitHub looks for the file; it takes the first that is there (GitHub docs, "About code owners"). */
export const CODE_OWNERS_FILES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

/** `@user`, `@organization/team`, or an e-mail address. */
const OWNER = /^(@[\w.-]+(\/[\w.-]+)?|[^@\s]+@[^@\s]+)$/;

/**
 * The owners of a file by the text of a CODEOWNERS file, in lower case: those of the last line that matches it, which
 * may be none. GitHub skips a line that it cannot read, and so does this (GitHub docs, "About code owners", "CODEOWNERS
 * syntax": patterns are those of gitignore, without `!`, `[ ]` and an escaped `#`, and `docs/*` is not nested).
 *
 * @param path - from the folder of the repository, such as `migrations/0001-invoices.sql`
 */
export function codeOwnersOf(text: string, path: string): readonly string[] {
  let found: readonly string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [pattern, ...owners] = wordsOf(line);
    if (pattern === undefined || !isReadable(pattern, owners)) continue;
    if (expressionOf(pattern).test(path)) found = owners;
  }
  return found.map((each) => each.toLowerCase());
}

/** The words of a line before its comment; a space after a backslash is part of a word. */
function wordsOf(line: string): string[] {
  const words = line.trim().match(/(\\ |\S)+/g) ?? [];
  const comment = words.findIndex((each) => each.startsWith("#"));
  const kept = comment === -1 ? words : words.slice(0, comment);
  return kept.map((each) => each.replaceAll("\\ ", " "));
}

function isReadable(pattern: string, owners: readonly string[]): boolean {
  return !/^!|[[\]]|\\#/.test(pattern) && owners.every((each) => OWNER.test(each));
}

/** A pattern as a regular expression for whole paths. */
function expressionOf(pattern: string): RegExp {
  const own = pattern.replace(/^\//, "").replace(/\/$/, "");
  // A slash but at its end ties a pattern to the repository's folder.
  const start = pattern.startsWith("/") || own.includes("/") ? "^" : "^(?:.*/)?";
  const body = own.replaceAll(/\*\*\/|\/\*\*|[*?]|[.+^${}()|\\]/g, (part) => {
    if (part === "**/") return "(?:.*/)?";
    if (part === "/**") return "/.*";
    if (part === "*") return "[^/]*";
    return part === "?" ? "[^/]" : `\\${part}`;
  });
  if (pattern.endsWith("/")) return new RegExp(`${start}${body}/`);
  // The last `*` of a folder is its own files alone; a name is a file or all of a folder.
  return new RegExp(/\/\*$/.test(pattern) ? `${start}${body}$` : `${start}${body}(?:/|$)`);
}
