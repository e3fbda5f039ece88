import { Ajv2020 } from "ajv/dist/2020.js";
import { formatProblem } from "../../../infra/problems";
import type { DescribedRequest } from "./description";

/** What a service answered to one request. */
export interface Answered {
  readonly status: number;
  /** Header Content-Type; empty where there is none. */
  readonly contentType: string;
  readonly body: string;
}

/** Where the description is known to Ajv, for its references. */
const DOCUMENT = "description";

/**
 * Compares answers with what an API's description says of them.
 *
 * @param document - OpenAPI 3; the schemas of 3.1 are JSON Schema 2020-12, and of 3.0 `nullable` is known
 * @returns says what is wrong with an answer, a line each; none where it is as described
 */
export function answerProblemsOf(
  document: object,
): (request: DescribedRequest, answer: Answered) => string[] {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    logger: false,
    validateFormats: false,
  });
  ajv.addSchema(document, DOCUMENT);
  return (request, { status, contentType, body }) => {
    const name = `${request.method} ${request.path}`;
    const key = [`${status}`, `${Math.floor(status / 100)}XX`, "default"].find((each) =>
      Object.hasOwn(request.answers, each),
    );
    if (key === undefined) {
      const want = `one of ${Object.keys(request.answers).join(", ")}, as it is described`;
      return [formatProblem(`status of ${name}`, status, want)];
    }
    const pointer = request.answers[key];
    if (pointer === undefined) return [];
    const json = /^application\/(\S+\+)?json\b/.test(contentType) ? parsed(body) : undefined;
    if (json === undefined) {
      return [formatProblem(`body of ${name}`, contentType || undefined, "JSON, as described")];
    }
    const check = ajv.compile({ $ref: `${DOCUMENT}${pointer}` });
    if (check(json.value)) return [];
    return (check.errors ?? []).map(({ instancePath, message = "" }) => {
      return `${instancePath || "/"} of ${name} ${message}, as it is described for ${key}`;
    });
  };
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
