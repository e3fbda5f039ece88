import { z } from "zod";
import { verb } from "../../cli/verb";
import { release, releaseId } from "../../decisions/release/release";
import { version } from "../../decisions/release/version";
import { accountOf } from "../account";
import { environment, workload } from "../options";
import { describeRelease } from "./describe";
import { storedRelease } from "./stored";

/** `nc release show`: a release as an environment has stored it. */
export const releaseShow = verb({
  summary: "Shows a release, its identity and its artifacts.",
  example: "nc release show billing v1.4.0 --environment stg",
  input: z.strictObject({
    workload,
    version: version.meta({ description: "the release's version" }),
    environment,
  }),
  positional: ["workload", "version"],
  answer: z.strictObject({ id: z.string(), release }),
  async run({ workload, version, environment }, session) {
    const { releases } = accountOf(environment, session);
    const found = await storedRelease(releases, workload, version);
    const answer = { id: releaseId(found), release: found };
    return { result: "pass", answer, lines: describeRelease(found) };
  },
});
