import { readStackFile } from "../../infra/settings/stack-file";

/** Scheme and host at which an environment's services answer, by its stack file. */
export function serviceOrigin(project: URL, environment: "dev" | "stg"): string {
  return `https://${readStackFile(project, environment).settings.domain.name}`;
}
