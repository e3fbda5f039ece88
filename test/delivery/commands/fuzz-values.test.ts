import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import fc from "fast-check";
import { VERBS } from "../../../delivery/commands";
import { type ApiServer, listen } from "../../../sandbox/api/server";
import { nc } from "./support/command-line";
import { wordsOf } from "./support/example";
import { expectProblems } from "./support/problems";

/** Verbs whose example asks a server that is no AWS and no GitHub, and for minutes. */
const ASKS_THE_SERVICE = ["contract check", "performance check"];

const PROJECT = pathToFileURL(`${process.cwd()}/`);

/** Any text that a shell can hand over in place of a value, and what would break a line, a path or a pattern. */
const text = fc.oneof(
  fc.constantFrom(
    "../..",
    ".",
    "a\nb",
    "\r::debug::x",
    "__proto__",
    "v1.2.3\u2028",
    "💥",
    " ",
    "*",
  ),
  fc
    .string({ unit: "binary", maxLength: 20 })
    .map((each) => each.replaceAll(/[\0/\\]/g, ""))
    .filter((each) => each !== "" && !each.startsWith("-")),
);

describe("a command line of nc of which one value is another", () => {
  const home = process.cwd();
  let folder: string;
  let server: ApiServer;
  let asked: number;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "nc-values-"));
    // Whoever is asked refuses, whatever it is.
    const body = JSON.stringify({ __type: "AccessDeniedException", message: "no" });
    const headers = { "content-type": "application/json" };
    server = await listen(async () => {
      asked += 1;
      return { status: 403, headers, body };
    });
    // A verb's files are where it runs.
    process.chdir(folder);
  });
  after(async () => {
    process.chdir(home);
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  for (const [name, { load }] of Object.entries(VERBS)) {
    if (ASKS_THE_SERVICE.includes(name)) continue;
    it(`ends in one message, and writes nothing: nc ${name}`, async () => {
      const words = wordsOf((await load()).example).slice(1);
      const places = [...words.keys()].slice(name.split(" ").length);
      const values = places.filter((place) => !words[place]?.startsWith("--"));
      if (values.length === 0) return;
      const env = {
        PATH: process.env.PATH ?? "",
        AWS_ENDPOINT_URL: server.url,
        AWS_REGION: "ca-central-1",
        AWS_ACCESS_KEY_ID: "AKIAEXAMPLEEXAMPLE00",
        AWS_SECRET_ACCESS_KEY: "a-secret",
        GITHUB_API_URL: server.url,
        GITHUB_TOKEN: "a-token",
        GITHUB_REPOSITORY: "neurocipher/billing",
        GITHUB_RUN_ID: "77",
      };
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...values), text, async (place, value) => {
          asked = 0;
          const ended = await nc(words.with(place, value), env, PROJECT);
          expect(ended.code).to.be.oneOf([0, 1, 2, 3]);
          expect(ended.err).not.to.match(/^\s+at .+:\d+:\d+/m);
          if (ended.code !== 2) return;
          expectProblems(ended);
          expect(asked).to.equal(0);
          expect(readdirSync(folder)).to.deep.equal([]);
        }),
        { numRuns: 15 },
      );
    });
  }
});
