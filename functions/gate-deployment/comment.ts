import type { GateReport } from "../../delivery/decisions/gates/registry";

/** Longest comment of a deployment protection rule, in characters (GitHub docs, "Creating custom deployment protection rules"). */
const COMMENT_MAX = 1024;

/** What the gates said of one workload. */
export interface WorkloadReport extends Pick<GateReport, "verdict" | "answers"> {
  readonly workload: string;
}

/**
 * What GitHub shows beside the answer, as Markdown: each gate that does not pass with its reasons first, then those that pass.
 * Reasons hold words of others, which cannot become markup or a mention.
 */
export function commentOn(reports: readonly WorkloadReport[]): string {
  const lines = reports.flatMap(({ workload, verdict, answers }) => {
    const open = answers.filter(({ answer }) => answer.kind !== "pass");
    const passed = answers.filter(({ answer }) => answer.kind === "pass");
    return [
      `**${plain(workload)}: ${verdict === "pass" ? "may be deployed" : "may not be deployed"}**`,
      ...open.flatMap(({ gate, answer: { kind, reasons } }) =>
        reasons.map((reason) => `- ${gate} (${kind}): ${plain(reason)}`),
      ),
      ...(passed.length > 0 ? [`- passed: ${passed.map(({ gate }) => gate).join(", ")}`] : []),
    ];
  });
  return cut(lines);
}

/** As many lines as fit; what is left out is said. */
function cut(lines: readonly string[]): string {
  const all = lines.join("\n");
  if (all.length <= COMMENT_MAX) return all;
  for (let count = lines.length - 1; count > 0; count -= 1) {
    const text = [...lines.slice(0, count), `- and ${lines.length - count} more`].join("\n");
    if (text.length <= COMMENT_MAX) return text;
  }
  return `${all.slice(0, COMMENT_MAX - 1)}…`;
}

function plain(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]<>()#|~]/g, (sign) => `\\${sign}`)
    .replaceAll("@", "&#64;");
}
