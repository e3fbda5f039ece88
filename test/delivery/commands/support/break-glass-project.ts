import { readFileSync } from "node:fs";
import { type StartedGitHub, startedGitHub } from "../../../support/github";

/** The project of the platform. */
export const PROJECT = new URL("../../../../", import.meta.url);

/** The file of prod's settings. */
export const FILE = "Pulumi.prod.yaml";

/** Whom a window may let in. */
export const PRINCIPALS =
  '  nc-platform:breakGlass:\n    principals: ["arn:aws:iam::333333333333:user/alice"]\n';

/** What main has in that file. */
export const MAIN = `${readFileSync(new URL(`test/fixtures/settings/${FILE}`, PROJECT), "utf8")}${PRINCIPALS}`;

/** A GitHub with the platform's repository, before each test. */
export function gitHubOfPlatform() {
  const started: { up?: StartedGitHub } = {};
  beforeEach(async () => {
    const up = await startedGitHub();
    const [known] = up.github.state.repositories;
    if (!known) throw new Error("GitHub has no repository");
    up.github.state.repositories = [{ ...known, name: "nc-platform", files: { [FILE]: MAIN } }];
    started.up = up;
  });
  afterEach(() => started.up?.stop());
  const up = () => {
    if (!started.up) throw new Error("GitHub was not started");
    return started.up;
  };
  return {
    repository: () => up().github.state.repositories[0],
    /** Variables with which a person may propose a change. */
    env: () => ({ GITHUB_API_URL: up().url, GITHUB_TOKEN: "token-of-dev" }),
  };
}
