import { z } from "zod";
import { buildImage } from "../../adapters/build/image";
import { verb } from "../../cli/verb";
import { digest } from "../../decisions/release/artifact";
import { waitLine } from "../../progress/wait-line";
import { commitOf, commitOptions, pathInCommit } from "./options";

/** `nc build image`: an image of a commit, as an OCI layout. */
export const buildImageVerb = verb({
  summary: "Builds the image of a commit with buildx, into a folder with an OCI image layout.",
  example: "nc build image --checkout . --out dist/image",
  input: z.strictObject({
    ...commitOptions,
    context: pathInCommit.default(".").meta({ description: "folder of the repository to build" }),
    dockerfile: pathInCommit
      .default("Dockerfile")
      .meta({ description: "its Dockerfile, from the repository's root" }),
    platform: z
      .enum(["linux/amd64", "linux/arm64"])
      .default("linux/amd64")
      .meta({ description: "what it runs on" }),
    out: z.string().min(1).meta({ description: "folder to write the layout to" }),
  }),
  answer: z.strictObject({ type: z.literal("image"), folder: z.string(), digest }),
  async run(input, session) {
    const { checkout, context, dockerfile, platform, out } = input;
    const commit = commitOf(input, session);
    const what = `building the image of ${commit.slice(0, 7)}, no layer of which is taken from a cache`;
    session.say(waitLine({ what }));
    const source = { checkout, commit, context, dockerfile, platform, to: out };
    const built = await buildImage(source, session);
    return {
      result: "pass",
      answer: { type: "image" as const, folder: out, digest: built },
      lines: [`${out}: ${built}`],
    };
  },
});
