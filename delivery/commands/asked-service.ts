import { z } from "zod";
import { formatProblem, InvalidInput } from "../../infra/problems";
import { readStackFile } from "../../infra/settings/stack-file";
import { catalogEntry } from "../adapters/catalog";
import { environment, workload } from "./options";

/** Options of a verb that asks a deployed service something. */
export const ASKED_SERVICE = {
  workload,
  environment: environment.exclude(["prod"]).meta({ description: "where it is asked; never prod" }),
  url: z
    .url({ protocol: /^https?$/, error: "a URL of HTTP" })
    .optional()
    .meta({ description: "scheme and host to ask; those of the environment's stack file" }),
};

/** What those options say. */
interface Asked {
  readonly workload: string;
  readonly environment: "dev" | "stg";
  readonly url?: string | undefined;
}

/**
 * The service's entry in the catalog, and the scheme and host at which it answers.
 *
 * @throws {InvalidInput} if the workload is no service
 */
export async function askedService(project: URL, asked: Asked) {
  const entry = await catalogEntry(project, asked.workload);
  if (entry.kind !== "service") {
    const want = "a service: whoever calls a function has to sign, and all else answers nobody";
    throw new InvalidInput(asked.workload, [formatProblem("kind", entry.kind, want)]);
  }
  const domain = () => readStackFile(project, asked.environment).settings.domain.name;
  const origin = (asked.url ?? `https://${domain()}`).replace(/\/$/, "");
  return { entry, origin };
}
