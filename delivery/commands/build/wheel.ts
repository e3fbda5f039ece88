import { createHash } from "node:crypto";
import { z } from "zod";
import { buildWheel } from "../../adapters/build/wheel";
import { verb } from "../../cli/verb";
import { wheelMetadata } from "../../decisions/build/wheel-metadata";
import { sha256 } from "../../decisions/release/artifact";
import { waitLine } from "../../progress/wait-line";
import { commitOf, commitOptions, pathInCommit } from "./options";

/** `nc build wheel`: a Python wheel of a commit. */
export const buildWheelVerb = verb({
  summary: "Builds the Python wheel of a commit: the same commit is the same bytes.",
  example: "nc build wheel --checkout . --python venv/bin/python --out dist",
  input: z.strictObject({
    ...commitOptions,
    project: pathInCommit
      .default(".")
      .meta({ description: "folder of the repository that holds pyproject.toml" }),
    python: z.string().min(1).default("python3").meta({
      description: "Python with the packages of tools/setup/python/wheel/requirements.txt",
    }),
    out: z.string().min(1).meta({ description: "folder to write it to" }),
  }),
  answer: z.strictObject({
    type: z.literal("wheel"),
    file: z.string(),
    /** Of the distribution, as its metadata have them. */
    name: z.string(),
    version: z.string(),
    sha256,
  }),
  async run(input, session) {
    const { checkout, project, python, out } = input;
    const commit = commitOf(input, session);
    session.say(waitLine({ what: `building the wheel of ${commit.slice(0, 7)}` }));
    const { file, bytes } = await buildWheel(
      { checkout, commit, project, python, to: out },
      session,
    );
    const { name, version } = wheelMetadata(bytes);
    const hash = createHash("sha256").update(bytes).digest("hex");
    return {
      result: "pass",
      answer: { type: "wheel" as const, file, name, version, sha256: hash },
      lines: [`${file}: ${name} ${version}, SHA-256 ${hash}`],
    };
  },
});
