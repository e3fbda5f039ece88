import type { Properties } from "../record";
import { isGiven, type Judged, type Rule } from "./rule";

/** Versions of the policy language. Source: IAM user guide, "Version". */
const VERSIONS = ["2012-10-17", "2008-10-17"];

/** What a policy document is attached to. */
export interface DocumentArgs {
  /** Most characters; IAM counts no white space. */
  readonly max: number;
  /** Whether a statement names who it is for (`Principal`), or may not. */
  readonly principal: boolean;
  /** Whether a statement must name resources. @default true */
  readonly resource?: boolean;
}

/** One statement, with the path at which it is. */
export type Statement = readonly [path: string, statement: Properties];

/** A policy document that AWS takes, of the size that it takes. */
export function policyDocument(property: string, args: DocumentArgs): Rule {
  return (judged) => {
    const { inputs, refuse } = judged;
    const document = readDocument(judged, property);
    if (!document) return;
    const size = sizeOf(inputs[property]);
    if (size > args.max) refuse(property, `${size} characters`, `at most ${args.max}`);
    const { Version = VERSIONS[0] } = document;
    if (!VERSIONS.includes(Version as string)) {
      refuse(`${property}.Version`, Version, `one of ${VERSIONS.join(", ")}`);
    }
    if (!Array.isArray(document.Statement) || document.Statement.length === 0) {
      refuse(`${property}.Statement`, document.Statement, "a list of statements");
    }
    for (const [path, statement] of statementsOf(property, document)) {
      const want = wantedOf(statement, args);
      if (want) refuse(path, statement, want);
    }
  };
}

/** The statements of a known document; none where it is unknown or broken. */
export function statementsOf(property: string, document: Properties | undefined): Statement[] {
  const list = Array.isArray(document?.Statement) ? document.Statement : [];
  return list.map((each, index) => [`${property}.Statement[${index}]`, Object(each) as Properties]);
}

/** The document that an input is, as JSON text or as an object; nothing where it is unknown. */
export function readDocument({ inputs, refuse }: Judged, property: string) {
  const document = parsed(inputs[property]);
  if (document === "broken") {
    refuse(property, inputs[property], "a policy document, as JSON");
    return undefined;
  }
  return document;
}

/** What `readDocument` reads, without a word on what is wrong. */
export function parsed(value: unknown): Properties | "broken" | undefined {
  if (value instanceof Object && !Array.isArray(value)) return value as Properties;
  if (typeof value !== "string") return undefined;
  try {
    const document: unknown = JSON.parse(value);
    return document instanceof Object && !Array.isArray(document)
      ? (document as Properties)
      : "broken";
  } catch {
    return "broken";
  }
}

/** A document's size as IAM counts it: white space is free. */
export function sizeOf(value: unknown): number {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.replaceAll(/\s/g, "").length;
}

function wantedOf(statement: Properties, { principal, resource = true }: DocumentArgs) {
  const has = (key: string) => isGiven(statement[key]) || isGiven(statement[`Not${key}`]);
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny") return "an Effect";
  if (!has("Action")) return "an Action";
  if (resource && !has("Resource")) return "a Resource";
  if (!resource && has("Resource")) return "no Resource";
  if (principal && !has("Principal")) return "a Principal";
  if (!principal && has("Principal")) return "no Principal";
  return undefined;
}
