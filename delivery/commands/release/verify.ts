import { z } from "zod";
import { verb } from "../../cli/verb";
import { digest } from "../../decisions/release/artifact";
import { parseReleaseText, releaseId, releaseText } from "../../decisions/release/release";
import { readTextFile } from "../files";

const CHECKS = ["schema", "canonical", "identity"] as const;

const check = z.strictObject({ check: z.enum(CHECKS), passed: z.boolean(), reason: z.string() });

/** `nc release verify`: whether a file is the release that somebody names. */
export const releaseVerify = verb({
  summary: "Verifies that a file is a release, whole and unchanged.",
  example: `nc release verify release.json --id sha256:${"4f".repeat(32)}`,
  input: z.strictObject({
    file: z.string().meta({ description: "file of the release" }),
    id: digest.optional().meta({ description: "the identity that it must have" }),
  }),
  positional: ["file"],
  answer: z.strictObject({ id: z.string(), checks: z.array(check) }),
  async run({ file, id: wanted }) {
    const text = readTextFile("<file>", file);
    const release = parseReleaseText(text, file);
    const id = releaseId(release);
    const isCanonical = text === releaseText(release);
    const checks: z.output<typeof check>[] = [
      { check: "schema", passed: true, reason: `it is ${release.workload} ${release.version}` },
      {
        check: "canonical",
        passed: isCanonical,
        reason: isCanonical
          ? "its bytes are its canonical JSON (RFC 8785)"
          : "its bytes are not its canonical JSON (RFC 8785): something has written it anew",
      },
      {
        check: "identity",
        passed: wanted === undefined || id === wanted,
        reason:
          wanted === undefined || id === wanted ? `it is ${id}` : `it is ${id}, not ${wanted}`,
      },
    ];
    return {
      result: checks.every(({ passed }) => passed) ? "pass" : "fail",
      answer: { id, checks },
      lines: checks.map(
        ({ check: name, passed, reason }) => `${passed ? "pass" : "fail"}  ${name}: ${reason}`,
      ),
    };
  },
});
