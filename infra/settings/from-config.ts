import { configDeclarations } from "./declaration";
import { parseSettings, type Settings } from "./parse";

/**
 * Reads the settings of `stack` from its whole config as Pulumi hands it over: text, by
 * `<project>:<key>`.
 *
 * @throws {InvalidInput} that lists every problem at once
 */
export function settingsFromConfig(
  project: string,
  stack: string,
  config: Readonly<Record<string, string>>,
): Settings {
  const declared = configDeclarations();
  const prefix = `${project}:`;
  const given = Object.entries(config)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, text]) => [key.slice(prefix.length), text] as const)
    .map(([key, text]) => [key, declared[key]?.type === "string" ? text : read(text)]);
  return parseSettings(stack, Object.fromEntries(given));
}

/** What is not text itself is JSON. */
function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
