import { z } from "zod";
import { PLATFORM } from "../context";
import { REPOSITORY, TEAM_SLUG } from "../github/names";
import { RELEASE_CONTRACT, RELEASED, serviceProblem } from "../naming/names";
import { APPS } from "../tags";
import { type Flags, flagKey, flags, GUARDS, guardsNothing, oneOf, RISK, risky } from "./flags";
import type { Rule } from "./kind";
import { allows, grants, links } from "./links/fields";
import { RETIREMENT, retired } from "./retired";
import { durationWithin, perEnvironment } from "./values";

/** Longest value of a tag, in characters (AWS Tagging API, TagValue). */
const TAG_MAX = 256;

/** Longest value of a standard parameter, in bytes (Systems Manager user guide, Parameter tiers). */
const VALUE_MAX = 4096;

/**
 * The key of a parameter or a secret. It is part of a path, of the tag `Name`, and of the name of an
 * environment variable, which no digit begins (POSIX.1-2017, section 8.1).
 */
export const key = z
  .string()
  .regex(
    /^(?=.{1,128}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    "lower-case words joined by single dashes, a letter first, of 128 characters at most",
  );

/** A secret. Its value is never here: it is set in Secrets Manager. */
const secret = z.strictObject({
  /**
   * How often it is rotated, and the `function` workload that does it: once the secret has a
   * value, and that function a release.
   */
  rotation: z
    .strictObject({ every: durationWithin("1 day", "999 days", "1 day"), by: z.string() })
    .optional(),
});

const config = z.record(key, perEnvironment(z.string().min(1))).default({});

/** The fields of every workload, whatever its kind. */
export const fields = {
  /** The specification's `<svc>`: part of every name. */
  name: z.string(),
  app: z.enum(APPS),
  /** Slug of the GitHub team that owns it. */
  owner: z.string().regex(TEAM_SLUG, "the slug of a GitHub team").max(TAG_MAX),
  costCenter: z.string().regex(/^CC-\d{4}$/, 'a cost centre such as "CC-1001"'),
  compliance: z.boolean(),
  /** Repository of the organization that delivers it, without the owner. */
  repository: z.string().regex(REPOSITORY, "a repository's name, without its owner"),
  repositoryId: z.int().positive("the numeric id that GitHub shows"),
  /** Whether its repository publishes Python wheels. */
  wheels: z.boolean().default(false),
  /** SSM parameters by key: one value, or one for each environment. */
  config,
  /** Secrets by key. */
  secrets: z.record(key, secret).default({}),
  flags,
  risky,
  /** What it reaches of other workloads (docs/links.md). */
  links,
  /** Who may reach it. */
  allows,
  /** What it may do beyond its links, until a day. */
  grants,
  /** How it is given up. @default - it is not */
  retired,
} as const;

/** A workload's name can be part of the name of everything that is made for it. */
const NAME: Rule<{ name: string }> = {
  needs: ["name"],
  findings({ name }) {
    const want = serviceProblem(name);
    return [
      want !== undefined && { path: ["name"], want },
      name === PLATFORM.service && { path: ["name"], want: "another name: it is the platform's" },
    ];
  },
};

/** The parameters that releases read and write are the platform's. */
const CONTRACT_KEY: Rule<{ config: object }> = {
  needs: ["config"],
  findings: ({ config }) => [
    Object.hasOwn(config, RELEASE_CONTRACT) && {
      path: ["config", RELEASE_CONTRACT],
      want: "another key, as this one holds what a release needs to know",
    },
    Object.hasOwn(config, RELEASED) && {
      path: ["config", RELEASED],
      want: "another key, as this one holds what releases run",
    },
  ],
};

/** What Systems Manager takes as a parameter's value (PutParameter, Value). */
const VALUES: Rule<{ config: z.output<typeof config> }> = {
  needs: ["config"],
  findings: ({ config }) =>
    Object.entries(config).flatMap(([key, given]) =>
      Object.entries(typeof given === "string" ? { "": given } : given).flatMap(([of, value]) => {
        const path = ["config", key, ...(of === "" ? [] : [of])];
        const bytes = Buffer.byteLength(value);
        return [
          value.includes("{{") && { path, want: 'no "{{", which names another parameter' },
          value.includes("\0") && { path, want: "no NUL, which no variable can hold" },
          bytes > VALUE_MAX && { path, want: `at most ${VALUE_MAX} bytes, not ${bytes}` },
        ];
      }),
    ),
};

/** The rules on the fields of every workload. */
export const RULES = [NAME, CONTRACT_KEY, VALUES, RISK, RETIREMENT] as const;

/** Database migrations, run before production traffic (CI/CL-002 §8). */
export const migrations = z
  .strictObject({
    /** What runs them, in the workload's own image; a function's new version is given it in an event. */
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
