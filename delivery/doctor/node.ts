import semver from "semver";
import { formatProblem } from "../../infra/problems";
import { type Check, sayings } from "./check";

/** The versions of Node that `nc` runs on: `engines` of package.json, which a test compares. */
export const NODE_RANGE = "^20.19.0 || ^22.12.0 || >=24";

/** That Node is one that `nc` runs on. */
export function nodeCheck(version: string): Check {
  const mend = "nvm install 24";
  return {
    name: "Node",
    mend,
    async look() {
      const fits = semver.satisfies(version, NODE_RANGE);
      const problems = fits ? [] : [formatProblem("node", version, NODE_RANGE)];
      return sayings(problems, mend, version);
    },
  };
}
