import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";

const ROOT = join(import.meta.dirname, "../..");

/** Which files make a folder one of an ecosystem (GitHub docs, "Dependabot options reference": package-ecosystem). */
const MANIFESTS = {
  npm: /^package-lock\.json$/,
  gomod: /^go\.mod$/,
  pip: /^requirements\.txt$/,
} as const;

interface Update {
  readonly "package-ecosystem": string;
  readonly directory?: string;
  readonly directories?: readonly string[];
}

describe("Dependabot", () => {
  const text = readFileSync(join(ROOT, ".github/dependabot.yml"), "utf8");
  const { updates }: { updates: readonly Update[] } = parse(text);
  const files = execFileSync("git", ["ls-files"], { cwd: ROOT, encoding: "utf8" }).split("\n");

  for (const [ecosystem, manifest] of Object.entries(MANIFESTS)) {
    it(`looks after every folder of ${ecosystem}`, () => {
      const folders = files
        .filter((file) => manifest.test(posix.basename(file)))
        .map((file) => posix.resolve("/", posix.dirname(file)));
      const watched = updates
        .filter((update) => update["package-ecosystem"] === ecosystem)
        .flatMap(({ directory, directories = [] }) => (directory ? [directory] : directories));
      expect(folders).not.to.have.length(0);
      const left = folders.filter((folder) => !watched.some((each) => covers(each, folder)));
      expect(left).to.deep.equal([]);
    });
  }
});

/** Whether a pattern of folders, in which `*` is one name, has a folder. */
function covers(pattern: string, folder: string): boolean {
  return new RegExp(`^${pattern.replaceAll("*", "[^/]+")}$`).test(folder);
}
