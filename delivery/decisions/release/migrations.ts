import { z } from "zod";
import { sha256 } from "./artifact";
import { version } from "./version";

const path = z.string().min(1).max(512);
const statement = z.strictObject({
  file: path,
  /** Line of the statement's start, from 1. */
  line: z.int().positive(),
  /** What it does, such as `drops the column billing.amount`. */
  finding: z.string().min(1).max(1024),
});

/** The migrations of a release, and what was found in them before it was built (CI/CL-002 §8). */
export const migrations = z.strictObject({
  /** In the order in which they run. */
  files: z.array(z.strictObject({ path, sha256 })).min(1).max(200),
  report: z.strictObject({
    /** Statements that lose data, or that the running version's code cannot live with. */
    destructive: z.array(
      statement.extend({
        /** The release that stopped using what it takes away, as its file says. */
        unusedSince: version,
      }),
    ),
    /** Statements that lock a table against its users. */
    blocking: z.array(statement),
    /**
     * Files that a release before had already, and that take something away: an environment that has skipped that
     * release runs them now. @default - none does
     */
    earlier: z
      .array(z.strictObject({ file: path, unusedSince: version }))
      .max(200)
      .optional(),
  }),
  /** Logins of the owning team who approved what is destructive, at the release's commit. */
  approvedBy: z.array(z.string().min(1).max(64)),
  /** Flag that guards a change of the database's shape. @default - its shape stays */
  flag: z.string().min(1).max(64).optional(),
  /** Script that brings the data back where that is safe. @default - there is none */
  emergencyScript: z.strictObject({ path, sha256 }).optional(),
});
