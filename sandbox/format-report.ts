import { counted } from "../infra/counted";
import type { Operation, Report, Violation } from "./report";

const MARKS: Record<Operation, string> = {
  create: "+",
  change: "~",
  replace: "±",
  delete: "-",
  same: "=",
};

/** As much as fits into a line of 100 characters, indented. */
const LINE = /\S.{0,94}(?=\s|$)/g;

/** The report of one environment, for a reader: what is made, what judged it, what is wrong. */
export function describe(report: Report): string {
  const { environment, policies, violations, advice, errors, warnings } = report;
  const sections = [
    tableOf(report),
    policies.length > 0 ? ["policies that ran:", ...wrapped(policies.join(", "))] : [],
    ...violations.map((each) => sentencesOf("violation", each)),
    ...advice.map((each) => sentencesOf("advice", each)),
    ...warnings.map((message) => indented("warning", message)),
    ...errors.map((message) => indented("error", message)),
  ];
  const lines = sections.filter((section) => section.length > 0).flatMap((each) => ["", ...each]);
  return [environment, ...lines.map((line) => (line === "" ? "" : `  ${line}`))].join("\n");
}

/** One line: `prod: 212 to create, 0 to change, 0 to delete, 24 policies, 0 violations`. */
export function summarize(report: Report): string {
  const { environment, command, changes, policies, violations, advice, errors } = report;
  const to = command === "preview" ? " to" : "";
  const done = (verb: Operation, past: string) =>
    `${changes[verb]}${to} ${command === "preview" ? verb : past}`;
  const parts = [
    done("create", "created"),
    done("change", "changed"),
    ...(changes.replace > 0 ? [done("replace", "replaced")] : []),
    done("delete", "deleted"),
    ...(policies.length > 0 || command === "preview" ? judgement() : []),
    ...(errors.length > 0 ? [counted(errors.length, "error")] : []),
  ];
  return `${environment}: ${parts.join(", ")}`;

  function judgement(): string[] {
    return [
      counted(policies.length, "policy", "policies"),
      counted(violations.length, "violation"),
      ...(advice.length > 0 ? [`${advice.length} advisory`] : []),
    ];
  }
}

/** A row for each component, type and operation; what stays as it is, is only counted. */
function tableOf({ rows, changes }: Report): string[] {
  const shown = rows.filter(({ operation }) => operation !== "same");
  const components = ["component", ...shown.map(({ component }) => component)];
  const counts = shown.map(({ operation, count }) => `${MARKS[operation]} ${count}`);
  const [wide, deep] = [widest(components), widest(counts)];
  const head = shown.length > 0 ? [`${"component".padEnd(wide)}  ${"".padEnd(deep)}  type`] : [];
  const body = shown.map(({ component, type }, index) => {
    const first = shown[index - 1]?.component !== component;
    const count = (counts[index] ?? "").padEnd(deep);
    return `${(first ? component : "").padEnd(wide)}  ${count}  ${type}`;
  });
  return [...head, ...body, ...(changes.same > 0 ? [`${changes.same} unchanged`] : [])];
}

function sentencesOf(kind: string, { policy, resource, type, message }: Violation): string[] {
  return [`${kind}: ${policy}: ${resource} (${type})`, ...message.split("\n").map((l) => `  ${l}`)];
}

/** Lines of `text`, which is broken at spaces. */
function wrapped(text: string): string[] {
  return text.match(LINE)?.map((line) => `  ${line.trim()}`) ?? [];
}

function indented(kind: string, message: string): string[] {
  const [first = "", ...rest] = message.split("\n");
  return [`${kind}: ${first}`, ...rest.map((line) => `  ${line}`)];
}

function widest(words: readonly string[]): number {
  return Math.max(0, ...words.map((word) => word.length));
}
