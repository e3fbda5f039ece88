import type { Release } from "../release/release";

/**
 * Why a release is no standard change; nothing where it is one. A standard change is documented, of low risk, and
 * approved by this rule inside its windows (CI/CL-002 §16): its manifest says so, what it changes is written down,
 * it is no version that breaks what others rely on, and its migrations neither lose data nor lock out users.
 */
export function standardChangeProblems({ change, migrations, version }: Release): string[] {
  const report = migrations?.report ?? { destructive: [], blocking: [] };
  return [
    ...(change.type === "standard"
      ? []
      : [`Its manifest says that it is a ${change.type} change.`]),
    ...(change.risk === "low" ? [] : [`Its risk is ${change.risk}: expected low.`]),
    ...(change.summary.trim() === "" ? ["Nothing documents it: its summary is blank."] : []),
    // A break asks for one (`checkBump`); before v1.0.0 anything may change (SemVer 2.0.0, section 4).
    ...(/^v(?!1\.|0\.)\d+\.0\.0$/.test(version)
      ? [`${version} is a new major version, which breaks what others rely on.`]
      : []),
    ...report.destructive.map(
      ({ file, line, finding }) => `Its migration ${file}:${line} ${finding}, which loses data.`,
    ),
    ...report.blocking.map(
      ({ file, line, finding }) => `Its migration ${file}:${line} ${finding}, which locks a table.`,
    ),
  ];
}
