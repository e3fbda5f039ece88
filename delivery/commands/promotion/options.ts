import { z } from "zod";
import { version } from "../../decisions/release/version";
import { dryRun, environment, workload } from "../options";

/** The options of a verb that is about one release on its way into one environment. */
export const promotionOptions = {
  workload,
  version: version.meta({ description: "the release, as nc release create has stored it" }),
  environment,
  run: z
    .string()
    .optional()
    .meta({ description: "URL of the run whose approvals count (the run that nc is a step of)" }),
} as const;

/** Of a verb that deploys. */
export const checkout = z.string().optional().meta({
  description:
    "clone of the workload's repository with its whole history, from which a Terraform stack is applied",
});

export { dryRun };
