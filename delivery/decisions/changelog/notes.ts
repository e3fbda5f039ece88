import type { ConventionalCommit } from "./commits";

/** Headings in their order, and the types of commits below each. All other types are maintenance. */
const GROUPS = [
  { heading: "Features", types: ["feat"] },
  { heading: "Fixes", types: ["fix", "revert"] },
  { heading: "Performance", types: ["perf"] },
] as const;

const OTHER = "Maintenance";

/**
 * Release notes in Markdown (CI/CL-002 §5): what breaks comes first, in the words of its author, then all commits
 * by group, each in the order of `commits`. A group without a commit is left out.
 *
 * @param tag - of the release, such as `v1.4.0`
 */
export function releaseNotes(tag: string, commits: readonly ConventionalCommit[]): string {
  const breaking = commits.flatMap((commit) => commit.breaking.map((what) => line(commit, what)));
  const grouped = [...GROUPS.map(({ heading }) => heading), OTHER].map((heading) => ({
    heading,
    lines: commits
      .filter(({ type }) => headingOf(type) === heading)
      .map((commit) => line(commit, commit.subject)),
  }));
  const sections = [{ heading: "Breaking changes", lines: breaking }, ...grouped]
    .filter(({ lines }) => lines.length > 0)
    .map(({ heading, lines }) => `## ${heading}\n\n${lines.join("\n")}\n`);
  const body = sections.length > 0 ? sections : ["Nothing has changed.\n"];
  return [`# ${tag}\n`, ...body].join("\n");
}

function headingOf(type: string | undefined): string {
  return GROUPS.find(({ types }) => types.some((each) => each === type))?.heading ?? OTHER;
}

function line({ id, scope }: ConventionalCommit, text: string): string {
  const about = scope === undefined ? "" : `**${escaped(scope)}:** `;
  return `- ${about}${escaped(text)} (${id.slice(0, 7)})`;
}

/** Untrusted text on one line, without any markup of its own (CommonMark 0.31, section 2.4). */
function escaped(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]<>#|~&!]/g, "\\$&");
}
