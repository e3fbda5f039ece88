import { existsSync } from "node:fs";
import { join } from "node:path";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { ANSWERS_WITHIN, answerOf } from "../../adapters/http/answer";
import { verb } from "../../cli/verb";
import { answerProblemsOf } from "../../decisions/contract/compare";
import { describedRequests } from "../../decisions/contract/description";
import { waitLine } from "../../progress/wait-line";
import { ASKED_SERVICE, askedService } from "../asked-service";
import { readTextFile } from "../files";

/** Where a team's repository describes its API, as OpenAPI 3; the first that is there counts. */
const FILES = ["openapi.yaml", "openapi.yml", "openapi.json"];

/** `nc contract check`: whether a deployed service answers as its repository's description of its API says. */
export const contractCheck = verb({
  summary: "Checks that a deployed service answers as its OpenAPI description says.",
  example: "nc contract check ingest-worker --environment stg --checkout .",
  input: z.strictObject({
    ...ASKED_SERVICE,
    checkout: z.string().default(".").meta({
      description: "folder of the release's commit, which has the description",
    }),
  }),
  positional: ["workload"],
  answer: z.strictObject({
    url: z.string(),
    /** The description's file; nothing where the repository has none. */
    file: z.string().nullable(),
    asked: z.array(z.string()),
    /** What is described, and needs something that nobody here knows. */
    notAsked: z.array(z.string()),
    reasons: z.array(z.string()),
  }),
  async run(input, session) {
    const { entry, origin: url } = await askedService(session.project, input);
    const file = FILES.find((each) => existsSync(join(input.checkout, each)));
    if (file === undefined) {
      const answer = { url, file: null, asked: [], notAsked: [], reasons: [] };
      return { result: "pass", answer, lines: [`no ${FILES.join(", ")}: it promises nothing`] };
    }
    const document = documentIn(join(input.checkout, file), file);
    const problemsOf = answerProblemsOf(document);
    const { happyPath } = entry.checks;
    const asked: string[] = [];
    const notAsked: string[] = [];
    const reasons: string[] = [];
    for (const request of describedRequests(document, file)) {
      const { method, path, isPlain } = request;
      const isHappyPath = method === happyPath.method && path === happyPath.path.split("?")[0];
      const name = `${method} ${path}`;
      if (!isPlain && !isHappyPath) {
        notAsked.push(name);
        continue;
      }
      const target = `${url}${isHappyPath ? happyPath.path : path}`;
      const body = isHappyPath ? happyPath.body : undefined;
      const what = `waiting for the answer to ${method} ${target}`;
      session.say(waitLine({ what, usually: entry.slo.p95, has: ANSWERS_WITHIN }));
      asked.push(name);
      reasons.push(...problemsOf(request, await answerOf(target, method, body, session.signal)));
    }
    return {
      result: reasons.length === 0 ? "pass" : "fail",
      answer: { url, file, asked, notAsked, reasons },
      lines: [
        `${input.workload}: ${asked.length} requests of ${file} are asked, ${notAsked.length} need something that is not known here`,
        ...reasons,
      ],
    };
  },
});

function documentIn(path: string, file: string): object {
  const text = readTextFile("--checkout", path);
  try {
    // JSON is YAML, too.
    return z.record(z.string(), z.unknown()).parse(parseYaml(text));
  } catch {
    throw new InvalidInput("the contract", [formatProblem(file, "no mapping", "OpenAPI 3")]);
  }
}
