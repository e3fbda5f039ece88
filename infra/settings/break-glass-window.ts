import { isMap, isScalar, parseDocument, stringify } from "yaml";
import { formatProblem, InvalidInput } from "../problems";
import type { BreakGlassWindow } from "./break-glass";

/** The setting, in each spelling that the engine knows. */
const KEY = /^([^:]+:(config:)?)?breakGlass$/;

/**
 * The text of a stack's file with another window of break-glass. No other line changes.
 *
 * @param name - of the file, such as `Pulumi.prod.yaml`
 * @param project - name of the project, whose key the setting is
 * @throws {InvalidInput} if the file has no block of config
 */
export function withBreakGlassWindow(
  {
    name,
    text,
    project,
  }: { readonly name: string; readonly text: string; readonly project: string },
  window: BreakGlassWindow,
): string {
  const config = parseDocument(text).get("config");
  if (!isMap(config) || config.flow || config.items.length === 0) {
    throw new InvalidInput(name, [formatProblem("config", text, "a block of keys, a line each")]);
  }
  const found = config.items.find(({ key }) => isScalar(key) && KEY.test(String(key.value)));
  const key = isScalar(found?.key) ? String(found.key.value) : `${project}:breakGlass`;
  const before: unknown = isMap(found?.value) ? found.value.toJSON() : {};
  const lines = stringify(
    { [key]: { ...Object(before), window } },
    { lineWidth: 0, defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" },
  ).replaceAll(/^(?=.)/gm, "  ");
  const end = (node: unknown) => endOf(node, text);
  if (found === undefined) {
    const last = end(config.items.at(-1)?.value);
    return `${text.slice(0, last).replace(/\n?$/, "\n")}${lines}${text.slice(last)}`;
  }
  const start = isScalar(found.key) && found.key.range ? found.key.range[0] : 0;
  const line = text.lastIndexOf("\n", start - 1) + 1;
  return `${text.slice(0, line)}${lines}${text.slice(end(found.value))}`;
}

/** Where the line after a value begins. */
function endOf(node: unknown, text: string): number {
  const range: readonly number[] | undefined = Object(node).range;
  const end = range?.[1] ?? text.length;
  if (text[end - 1] === "\n") return end;
  const next = text.indexOf("\n", end);
  return next === -1 ? text.length : next + 1;
}
