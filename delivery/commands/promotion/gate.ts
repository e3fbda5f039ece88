import { z } from "zod";
import { parameterContracts } from "../../adapters/aws/contracts";
import { askGatesOf } from "../../assembly/gates";
import { verb } from "../../cli/verb";
import { VERDICTS } from "../../decisions/verdict";
import { deliveryOf } from "./delivery";
import { promotionOptions } from "./options";
import { answersOf, gateAnswer, gateLines, gateTable } from "./report";

/** `nc gate`: what every gate says now, and nothing is changed. */
export const gate = verb({
  summary: "Asks every gate before a release goes into an environment, and changes nothing.",
  example: "nc gate billing --version v1.4.0 --environment prod",
  input: z.strictObject(promotionOptions),
  positional: ["workload"],
  answer: z.strictObject({ verdict: z.enum(VERDICTS), gates: z.array(gateAnswer) }),
  async run(input, session) {
    const { release, delivery } = await deliveryOf(input, session);
    const { workload, version, environment } = input;
    const contract = await parameterContracts(delivery.clients, environment).of(workload);
    const { verdict, answers } = await askGatesOf(delivery, release, contract);
    const heading = `${workload} ${version} into ${environment}: ${verdict}`;
    return {
      result: verdict,
      answer: { verdict, gates: answersOf(answers) },
      lines: [heading, ...gateLines(answers)],
      markdown: gateTable(heading, answers),
    };
  },
});
