import { z } from "zod";
import { verb } from "../../cli/verb";
import { CALLER } from "../../decisions/workflows/caller";
import { callersOf } from "./callers";

/** `nc workflows render`: the workflow with which a repository calls the platform's, from the catalog. */
export const workflowsRender = verb({
  summary: "Renders the workflow with which a repository calls the platform's.",
  example: "nc workflows render billing",
  input: z.strictObject({
    repository: z.string().min(1).meta({ description: "its name, without the owner" }),
  }),
  positional: ["repository"],
  answer: z.strictObject({ repository: z.string(), path: z.string(), text: z.string() }),
  async run(input, session) {
    const [caller] = await callersOf(session, input.repository);
    if (!caller) throw new Error("a repository that is not there has a problem");
    const { repository, text } = caller;
    return {
      result: "pass",
      answer: { repository, path: CALLER, text },
      lines: text.trimEnd().split("\n"),
    };
  },
});
