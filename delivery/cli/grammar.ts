import { Command, CommanderError } from "commander";
import { formatProblem } from "../../infra/problems";
import { type Given, optionsOf, UsageError } from "./options";
import { type Listed, overview } from "./overview";
import type { Verb } from "./verb";

/** What a command line asks for. */
export type Request =
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "run"; readonly verb: Verb; readonly given: Given; readonly json: boolean };

/**
 * Reads a command line. Only the file of the verb that is asked for is loaded.
 *
 * @param words - what follows `nc`
 * @param verbs - every verb by name, of one or two words
 * @throws {UsageError} if there is no such verb
 */
export async function readCommandLine(
  words: readonly string[],
  verbs: Readonly<Record<string, Listed>>,
): Promise<Request> {
  const name = [2, 1].map((count) => words.slice(0, count).join(" ")).find((each) => verbs[each]);
  const listed = name === undefined ? undefined : verbs[name];
  if (name === undefined || listed === undefined) {
    const plain = words.filter((word) => !word.startsWith("-"));
    if (plain.length === 0) return { kind: "help", text: overview(verbs) };
    const all = Object.keys(verbs);
    const nearest = all.filter((each) => each.startsWith(`${plain[0]} `));
    const want = `one of ${(nearest.length > 0 ? nearest : all).join(", ")}`;
    throw new UsageError("nc", [formatProblem("the verb", plain.slice(0, 2).join(" "), want)]);
  }
  const verb = await listed.load();
  const command = commandOf(name, verb);
  const own = words.slice(name.split(" ").length);
  try {
    command.parse([...own], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.helpDisplayed")
      return { kind: "help", text: helpOf(command, verb) };
    throw new UsageError(`nc ${name}`, [error.message]);
  }
  const { json = false, ...options } = command.opts<Record<string, unknown>>();
  const isOption = (word: string) => word.startsWith("-");
  const operands = command.args.filter((word) => !isOption(word));
  const named = verb.positional.map((each, index) => [each, operands[index]] as const);
  const rest = [...command.args.filter(isOption), ...operands.slice(verb.positional.length)];
  const positional = Object.fromEntries(named.filter(([, value]) => value !== undefined));
  const given = { verb: name, options: { ...options, ...positional }, rest };
  return { kind: "run", verb, given, json: json === true };
}

/** Takes anything: `readOptions` checks it all at once, which commander would not. */
function commandOf(name: string, verb: Verb): Command {
  const command = new Command(`nc ${name}`)
    .summary(verb.summary)
    .description(verb.summary)
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} })
    .allowUnknownOption()
    .allowExcessArguments();
  for (const { name: option, flag, alone, description, required, choices } of optionsOf(
    verb.input,
  )) {
    const text = choices ? `${description} (${choices.join(", ")})` : description;
    if (verb.positional.includes(option)) command.argument(`[${option}]`, text);
    else command.option(alone ? flag : `${flag} [value]`, required ? `${text} (required)` : text);
  }
  return command.option("--json", "print the answer as JSON, and nothing else");
}

/** The help of a verb. What it needs is shown in `<>`: only {@link commandOf} takes it for optional. */
function helpOf(command: Command, { example, input, positional }: Verb): string {
  const needed = optionsOf(input).filter((each) => each.required && positional.includes(each.name));
  const text = ["value", ...needed.map(({ name }) => name)].reduce(
    (help, name) => help.replaceAll(`[${name}]`, `<${name}>`),
    command.helpInformation().trimEnd(),
  );
  return `${text}\n\nExample:\n  npx ${example}\n`;
}
