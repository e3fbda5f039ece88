import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const TESTS = fileURLToPath(new URL("../", import.meta.url));

/**
 * Every text in the tests that begins as a title does that names a section, such as `[§7.1] ...`.
 * What a template fills in is `…`. The files are parsed, so that a comment is no title.
 */
export function sectionTitles(): ReadonlySet<string> {
  const files = readdirSync(TESTS, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => join(TESTS, file));
  return new Set(files.flatMap((file) => titlesIn(readFileSync(file, "utf8"))));
}

/** The titles in one file's text. */
export function titlesIn(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const title = textOf(node);
    if (title?.startsWith("[§")) found.push(title);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("a.test.ts", text, ts.ScriptTarget.Latest));
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("…");
}
