import { counted } from "../../../infra/counted";
import type { Judged, JudgedPart } from "./acceptance/judge";
import type { End } from "./end";
import { type KpiRow, TARGETS } from "./kpi-rows";
import type { PromotionLine } from "./ledger-lines";

/** The end of a rehearsal as lines for a person. */
export function endLines({ ledger, kpis, acceptance, problems }: End): readonly string[] {
  return [
    "",
    "What the ledgers have",
    ...ledgerText(ledger),
    "",
    "The KPIs of that against their targets, ✗ where one is missed (docs/kpis.md): CI/CL-002 §19",
    ...kpiText(kpis),
    "",
    "The acceptance criteria: CI/CL-002 §20",
    ...acceptance.flatMap(criterionText),
    ...problems.map((each) => `  ✗  ${each}`),
  ];
}

function ledgerText(ledger: readonly PromotionLine[]): readonly string[] {
  const width = widest(ledger.map(({ workload }) => workload));
  return ledger.map(({ workload, ...each }, index) => {
    const name = ledger[index - 1]?.workload === workload ? "" : workload;
    const version = each.version.padEnd(widest(ledger.map((line) => line.version)));
    const more = [
      ...(each.refusedBy.length > 0 ? [`not passed: ${each.refusedBy.join(", ")}`] : []),
      ...each.incidents.map((incident) => `incident ${incident}`),
    ];
    const after = each.minutes === 0 ? "" : ` after ${rounded(each.minutes)} min`;
    const how = [`${each.phase}${after}`, ...more].join(", ");
    return `  ${name.padEnd(width)}  ${each.from.slice(11, 16)}  ${version}  ${each.environment.padEnd(4)}  ${how}`;
  });
}

function kpiText(rows: readonly KpiRow[]): readonly string[] {
  const subjects = rows.map(subjectOf);
  const width = widest(subjects);
  const line = (subject: string, cells: readonly string[]) =>
    `  ${subject.padEnd(width)}${cells.map((each, index) => each.padStart(COLUMN(index))).join("")}`.trimEnd();
  const [first] = rows;
  if (first === undefined) return ["  nothing was deployed"];
  return [
    line(
      "",
      TARGETS.map(({ label }) => label),
    ),
    line(
      "target",
      TARGETS.map(({ name, unit }) => `< ${first.measured[name].target} ${unit}`),
    ),
    ...rows.map((row, index) =>
      line(
        subjects[index] ?? "",
        TARGETS.map(({ name, unit }) => {
          const { value, isMet } = row.measured[name];
          if (value === undefined) return "-";
          return `${isMet ? "" : "✗ "}${rounded(value)} ${unit}`;
        }),
      ),
    ),
  ];
}

/** Width of a column of the KPIs: that of its heading, and three spaces. */
const COLUMN = (index: number): number => Math.max(9, TARGETS[index]?.label.length ?? 0) + 3;

function subjectOf({ environment, app, workload, deployments }: KpiRow): string {
  if (app === undefined) return `${environment}: ${counted(deployments, "deployment")}`;
  return workload === undefined ? `  ${app}` : `    ${workload}`;
}

function criterionText({ text, parts }: Judged): readonly string[] {
  const results = parts.map(({ result }) => result);
  const mark = results.includes("wrong") ? "✗" : results.includes("not shown") ? "-" : "✓";
  return [`  ${mark}  ${text}`, ...parts.flatMap(partText)];
}

/** How many lines of evidence are shown; `--json` has all. */
const SHOWN = 3;

function partText({ title, result, evidence, problem }: JudgedPart): readonly string[] {
  const shown = evidence.slice(0, SHOWN);
  const more = evidence.length - shown.length;
  const lines = [
    ...(problem === undefined ? [] : [problem]),
    ...shown,
    ...(more === 0 ? [] : [`and ${more} more`]),
  ];
  return [`     ${title}: ${result}`, ...lines.map((each) => `       ${each}`)];
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((each) => each.length));
}
