import { z } from "zod";
import { parseOptions } from "../../cli/options";
import type { Session } from "../../cli/verb";
import { release } from "../../decisions/release/release";

const commit = release.shape.commit;

/** A path within the commit: it cannot leave it. */
export const pathInCommit = z
  .string()
  .min(1)
  .regex(/^(?!\/)(?!(.*\/)?\.\.(\/|$))/, "a path within the repository");

/** Options of what is built of a commit. */
export const commitOptions = {
  checkout: z
    .string()
    .default(".")
    .meta({ description: "folder of the checkout, which has the commit" }),
  commit: z.string().optional().meta({ description: "full id of the commit; GITHUB_SHA" }),
} as const;

/**
 * The commit that is built.
 *
 * @throws {InvalidInput} if neither the option nor the environment names one
 */
export function commitOf(
  given: { readonly commit?: string | undefined },
  { env }: Pick<Session, "env">,
): string {
  const values = { commit: given.commit ?? env.GITHUB_SHA };
  return parseOptions(z.strictObject({ commit }), values, "what is built").commit;
}
