import { delimiter, dirname } from "node:path";
import { onPath } from "../children.mjs";
import { Missing, say } from "../progress.mjs";
import { goTool } from "./go.mjs";

/**
 * A PATH on which the tests of Terraform stacks find a `terraform` or a `tofu`: that of the machine, and else OpenTofu
 * too, which is built once. Where that cannot be, those tests are shown as skipped.
 *
 * @param {AbortSignal} [signal]
 * @returns {Promise<string | undefined>}
 */
export async function pathWithTerraform(signal) {
  const path = process.env.PATH;
  if (onPath("terraform") ?? onPath("tofu")) return path;
  try {
    const tofu = await goTool("tofu", { usually: "3 minutes", signal });
    return [path, dirname(tofu)].filter(Boolean).join(delimiter);
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    say(error.message);
    return path;
  }
}
