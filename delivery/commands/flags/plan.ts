import { z } from "zod";
import { verb } from "../../cli/verb";
import { flagChanges } from "../../decisions/flags/changes";
import { documentInForce } from "../../flags/deployed";
import { environment, workload } from "../options";
import { flagsOf } from "./flags-of";

/** `nc flags plan`: what the catalog changes of the flags that are in force. */
export const flagsPlan = verb({
  summary: "Shows what the catalog changes of a workload's flags in an environment.",
  example: "nc flags plan billing --environment prod",
  input: z.strictObject({ workload, environment }),
  positional: ["workload"],
  answer: z.strictObject({ changes: z.array(z.string()) }),
  async run(input, session) {
    const { flags, document } = await flagsOf(input, session);
    const changes = flagChanges(await documentInForce(flags), document);
    const none = [`the flags of ${input.workload} in ${input.environment} are as the catalog says`];
    return { result: "pass", answer: { changes }, lines: changes.length > 0 ? changes : none };
  },
});
