import { z } from "zod";
import type { Listed } from "../../../../delivery/cli/overview";
import { runCommandLine } from "../../../../delivery/cli/run";
import { type Result, verb } from "../../../../delivery/cli/verb";
import { InvalidInput } from "../../../../infra/problems";

const greet = verb({
  summary: "Greets somebody.",
  example: "nc greet Ada --tone warm",
  input: z.strictObject({
    name: z.string().meta({ description: "who is greeted" }),
    tone: z.enum(["warm", "cool"]).meta({ description: "how" }),
    endsWith: z.enum(["pass", "fail", "wait"]).default("pass").meta({ description: "the result" }),
    dryRun: z.boolean().default(false).meta({ description: "only say it" }),
  }),
  positional: ["name"],
  answer: z.strictObject({ greeting: z.string(), dry: z.boolean() }),
  run: async ({ name, tone, endsWith, dryRun }, { say }) => {
    if (name.startsWith("nobody"))
      throw new InvalidInput("the name", [`name is ${name}: expected someone`]);
    if (name === "defect") throw new TypeError("a defect");
    say("greeting");
    return {
      result: endsWith satisfies Result,
      answer: { greeting: `${tone} ${name}`, dry: dryRun },
      lines: [`a ${tone} greeting to ${name}`],
    };
  },
});

/** A verb that ends when it is told to. */
export const dawdle = {
  finish: (_: string) => {},
  verb: verb({
    summary: "Waits.",
    example: "nc dawdle",
    input: z.strictObject({}),
    answer: z.string(),
    waits: { for: "the clock", usually: 7 },
    run: async () => {
      const answer = await new Promise<string>((resolve) => {
        dawdle.finish = resolve;
      });
      return { result: "pass", answer, lines: [answer] };
    },
  }),
};

const listed = { summary: greet.summary, load: async () => greet };
const VERBS: Record<string, Listed> = {
  greet: listed,
  dawdle: { summary: dawdle.verb.summary, load: async () => dawdle.verb },
  "greet twice": { summary: "Never loaded.", load: () => Promise.reject(new Error("loaded")) },
  "wave back": { summary: "Never loaded.", load: () => Promise.reject(new Error("loaded")) },
};

const split = (words: string | readonly string[]) =>
  typeof words === "string" ? words.split(" ").filter(Boolean) : words;

/** Runs a command line: the verbs are `greet`, `dawdle`, and two that are never loaded. */
export async function nc(
  words: string | readonly string[],
  env: Record<string, string> = {},
  signal = new AbortController().signal,
) {
  let out = "";
  let err = "";
  const code = await runCommandLine(split(words), VERBS, {
    env,
    signal,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}
