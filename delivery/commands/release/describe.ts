import { type Release, releaseId } from "../../decisions/release/release";
import { isPrerelease } from "../../decisions/release/version";

/** A release for a person, line by line. */
export function describeRelease(release: Release): string[] {
  const { workload, version, kind, commit, repository, run, taggedAt, flags, change } = release;
  const type = isPrerelease(version) ? "pre-release" : "release";
  return [
    `${workload} ${version}, a ${type} of a ${kind}`,
    `  identity   ${releaseId(release)}`,
    `  commit     ${commit} of ${repository}, tagged ${taggedAt}`,
    `  built by   run ${run.id}, attempt ${run.attempt}, started by ${run.startedBy}`,
    ...release.artifacts.map((artifact) => `  artifact   ${describeArtifact(artifact)}`),
    ...describeMigrations(release),
    `  flags      ${flags.length === 0 ? "none" : flags.join(", ")}`,
    `  change     ${change.type}, ${change.risk} risk: ${change.summary}`,
  ];
}

function describeArtifact(artifact: Release["artifacts"][number]): string {
  switch (artifact.type) {
    case "image":
      return `image ${artifact.digest}`;
    case "zip":
      return `zip ${artifact.key}, version ${artifact.versionId}, SHA-256 ${artifact.sha256}`;
    case "wheel":
      return `wheel ${artifact.name} ${artifact.version}, SHA-256 ${artifact.sha256}`;
    case "terraform-plan":
      return `Terraform plan for ${artifact.environment}: ${artifact.key}, SHA-256 ${artifact.sha256}`;
  }
}

function describeMigrations({ migrations }: Release): string[] {
  if (migrations === undefined) return [];
  const { files, report, approvedBy, emergencyScript } = migrations;
  const found = (what: string, statements: typeof report.blocking) =>
    statements.map(({ file, line, finding }) => `    ${what}: ${file}:${line} ${finding}`);
  return [
    `  migrations ${files.map(({ path }) => path).join(", ")}`,
    ...found("destructive", report.destructive),
    ...found("blocking", report.blocking),
    ...(approvedBy.length === 0 ? [] : [`    approved by ${approvedBy.join(", ")}`]),
    ...(emergencyScript === undefined ? [] : [`    emergency script ${emergencyScript.path}`]),
  ];
}
