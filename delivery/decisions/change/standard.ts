import type { Release } from "../release/release";

/**
 * Why a release is no standard change; nothing where it is one. A standard change is documented, of low risk, and
 * approved by this rule inside its windows (CI/CL-002 §16): its manifest says so, what it changes is written down,
 * and its migrations neither lose data nor lock out users.
 */
export function standardChangeProblems({ change, migrations }: Release): string[] {
  const report = migrations?.report ?? { destructive: [], blocking: [] };
  return [
    ...(change.type === "standard"
      ? []
      : [`Its manifest says that it is a ${change.type} change.`]),
    ...(change.risk === "low" ? [] : [`Its risk is ${change.risk}: expected low.`]),
    ...(change.summary.trim() === "" ? ["Nothing documents it: its summary is blank."] : []),
    ...report.destructive.map(
      ({ file, line, finding }) => `Its migration ${file}:${line} ${finding}, which loses data.`,
    ),
    ...report.blocking.map(
      ({ file, line, finding }) => `Its migration ${file}:${line} ${finding}, which locks a table.`,
    ),
  ];
}
