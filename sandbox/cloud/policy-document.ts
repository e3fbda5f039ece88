import type { Properties } from "./record";
import type { Validator } from "./validators";
import { isGiven, parseObject } from "./values";

/** Versions of the policy language. Source: IAM user guide, "Version". */
const VERSIONS: readonly unknown[] = ["2012-10-17", "2008-10-17"];

/** What a service takes as the policy of one type of resource. */
export interface PolicyDocumentArgs {
  /** Most characters; white space does not count. */
  readonly max: number;
  /** Whether each statement must name who it is for (`Principal`), or must not. */
  readonly principal: boolean;
  /** Whether each statement must name resources, or must not. @default true */
  readonly resource?: boolean;
}

/** One statement, with its path, such as `policy.Statement[0]`. */
type Statement = readonly [path: string, statement: Properties];

/** A policy document that the service takes. */
export function policyDocument(property: string, args: PolicyDocumentArgs): Validator {
  return ({ inputs, refuse }) => {
    const document = parseObject(inputs[property]);
    if (document === undefined) return;
    if (document === "broken") {
      refuse(property, inputs[property], "a policy document, as JSON");
      return;
    }
    const size = sizeOf(inputs[property]);
    if (size > args.max) refuse(property, `${size} characters`, `at most ${args.max}`);
    const { Version = VERSIONS[0] } = document;
    if (!VERSIONS.includes(Version)) {
      refuse(`${property}.Version`, Version, `one of ${VERSIONS.join(", ")}`);
    }
    if (!Array.isArray(document.Statement) || document.Statement.length === 0) {
      refuse(`${property}.Statement`, document.Statement, "a list of statements");
    }
    for (const [path, statement] of statementsOf(property, document)) {
      const want = missingElement(statement, args);
      if (want) refuse(path, statement, want);
    }
  };
}

/** The statements of a policy document; none where it has no list of them. */
export function statementsOf(property: string, document: Properties | undefined): Statement[] {
  const list = Array.isArray(document?.Statement) ? document.Statement : [];
  return list.map((each, index) => [`${property}.Statement[${index}]`, Object(each) as Properties]);
}

/** A document's size in characters as IAM counts it: without white space. */
export function sizeOf(value: unknown): number {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.replaceAll(/\s/g, "").length;
}

/** What a statement has to have or must not have, where it is wrong. */
function missingElement(
  statement: Properties,
  { principal, resource = true }: PolicyDocumentArgs,
): string | undefined {
  const has = (key: string) => isGiven(statement[key]) || isGiven(statement[`Not${key}`]);
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny") return "an Effect";
  if (!has("Action")) return "an Action";
  if (resource && !has("Resource")) return "a Resource";
  if (!resource && has("Resource")) return "no Resource";
  if (principal && !has("Principal")) return "a Principal";
  if (!principal && has("Principal")) return "no Principal";
  return undefined;
}
