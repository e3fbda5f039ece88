import { z } from "zod";
import { key } from "./fields";
import { type Flags, flagKey, GUARDS, guardsNothing, oneOf } from "./flags";
import type { Rule } from "./kind";

/** Database migrations, run before production traffic (CI/CL-002 §8). */
export const migrations = z
  .strictObject({
    /** What runs them, in the workload's own image or zip. */
    command: z.array(z.string().min(1)).min(1),
    /** Key of the secret that holds the database's URL. */
    secret: key,
    /** Whether the newest ones change the database's shape; then `flag` is required. */
    changesShape: z.boolean().default(false),
    flag: flagKey.optional(),
  })
  .optional();

/** A change of the database's shape is behind a flag (CI/CL-002 §10). */
export const MIGRATIONS: Rule<{
  migrations?: z.output<typeof migrations>;
  flags: Flags;
  secrets: object;
}> = {
  needs: ["migrations", "flags", "secrets"],
  findings({ migrations, flags, secrets }) {
    if (!migrations) return [];
    const { changesShape, flag, secret } = migrations;
    const at = (field: string, want: string) => ({ path: ["migrations", field], want });
    return [
      changesShape && flag === undefined && at("flag", "a flag, as the database's shape changes"),
      flag !== undefined && !Object.hasOwn(flags, flag) && at("flag", oneOf("a flag", flags)),
      changesShape && guardsNothing(flags, flag) && at("flag", GUARDS),
      !Object.hasOwn(secrets, secret) && at("secret", oneOf("a secret", secrets)),
    ];
  },
};
