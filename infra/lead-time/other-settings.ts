import { ProblemList } from "../problems";
import { readStackFile } from "../settings/stack-file";
import type { OtherSettings } from "./check-lead-time";

/**
 * What the stack files of stg and prod say, in `folder`, whose URL ends with a slash. A file that is missing or
 * wrong is left out: a run of its own environment says what is wrong.
 */
export function readOtherSettings(folder: URL): OtherSettings {
  const notOurs = new ProblemList();
  const read = (environment: "stg" | "prod") =>
    notOurs.attempt(() => readStackFile(folder, environment).settings);
  const [stg, prod] = [read("stg"), read("prod")];
  return { ...(stg && { stg }), ...(prod && { prod }) };
}
