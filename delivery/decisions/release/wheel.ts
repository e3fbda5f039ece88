import semver from "semver";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { isMainBuild } from "./version";

/** What a release says of a wheel. */
interface Wheel {
  readonly name: string;
  readonly version: string;
}

/**
 * Checks that a wheel can be a release's: its name is the workload's, and its version the tag's, as an index takes
 * each version once. A build of main has no version of its own, and its wheel goes into no index.
 *
 * @param version - of the release, such as `v1.4.0`
 * @throws {InvalidInput} that lists every problem
 */
export function checkWheel(wheel: Wheel, workload: string, version: string): void {
  const want = pythonVersion(version);
  const problems = [
    ...(packageName(wheel.name) === workload
      ? []
      : [formatProblem("name", wheel.name, `${workload}, the workload's`)]),
    ...(isMainBuild(version) || wheel.version === want
      ? []
      : [
          formatProblem(
            "version",
            wheel.version,
            want === undefined
              ? `a tag that Python has a version for, such as v1.4.0 or v1.4.0-rc.1, and not ${version}`
              : `${want}, that of the tag ${version}`,
          ),
        ]),
  ];
  if (problems.length > 0) throw new InvalidInput("the wheel", problems);
}

/** A distribution's name as indexes compare it (Python packaging, "Names and normalization"). */
export function packageName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}

/** Python's words for a pre-release, by all that it takes (Python packaging, "Version specifiers"). */
const PRE_RELEASES: Readonly<Record<string, string>> = {
  a: "a",
  alpha: "a",
  b: "b",
  beta: "b",
  c: "rc",
  rc: "rc",
  pre: "rc",
  preview: "rc",
};

/**
 * Python's normal form of a tag: `1.4.0` of `v1.4.0`, and `1.4.0rc1` of `v1.4.0-rc.1` (Python packaging, "Version
 * specifiers"); nothing where Python has no such version.
 */
export function pythonVersion(tag: string): string | undefined {
  const parsed = semver.parse(tag);
  if (parsed === null) return undefined;
  const release = `${parsed.major}.${parsed.minor}.${parsed.patch}`;
  const pre = parsed.prerelease.join(".").toLowerCase();
  if (pre === "") return release;
  const [, word = "", number = "0"] = /^([a-z]+)[.-]?(\d+)?$/.exec(pre) ?? [];
  const python = PRE_RELEASES[word];
  return python === undefined ? undefined : `${release}${python}${Number(number)}`;
}
