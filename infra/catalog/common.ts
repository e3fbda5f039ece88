import { z } from "zod";
import { ENVIRONMENTS } from "../environments";
import { APPS } from "../tags";
import { HEALTH, READINESS } from "./route";
import { durationWithin } from "./units";

const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const key = z.string().regex(KEY, "lower-case words joined by single dashes");

/** AWS AppConfig's rule for a flag's key. */
const flagKey = z
  .string()
  .regex(/^[a-z][A-Za-z\d_-]{0,63}$/, "a letter, then up to 63 letters, digits, _ or -");

/** A value for every environment, or one for each. */
const perEnvironment = <T extends z.ZodType>(value: T) =>
  z.union(
    [value, z.strictObject({ dev: value, stg: value, prod: value })],
    `one value, or one for each of ${ENVIRONMENTS.join(", ")}`,
  );

/** What every workload says of itself, whatever its kind. */
export const common = {
  /** The spec's `<svc>`: part of every name. */
  name: z.string(),
  app: z.enum(APPS),
  /** Slug of the GitHub team that owns it. */
  owner: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "a GitHub team's slug"),
  costCenter: z.string().regex(/^CC-\d{4}$/, 'a cost centre such as "CC-1001"'),
  compliance: z.boolean(),
  /** Repository of the organization that delivers it, without the owner. */
  repository: z.string().regex(/^[\w.-]+$/, "a repository's name, without its owner"),
  repositoryId: z.int().positive("the numeric id that GitHub shows"),
  /** Whether its repository publishes Python wheels. */
  wheels: z.boolean().default(false),
  /** SSM parameters by key: one value, or one for each environment. */
  config: z.record(key, perEnvironment(z.string().min(1))).default({}),
  /** Secrets by key. Values are never here: they are set in Secrets Manager. */
  secrets: z
    .record(
      key,
      z.strictObject({
        /**
         * How often it is rotated, and the `function` workload that does it: once the secret has a
         * value, and that function a release.
         */
        rotation: z
          .strictObject({ every: durationWithin("1 day", "999 days", "1 day"), by: z.string() })
          .optional(),
      }),
    )
    .default({}),
  /** Feature flags by key: on, off, or on for a percentage, per environment (CI/CL-002 §10). */
  flags: z
    .record(
      flagKey,
      z.strictObject({
        description: z.string().min(1).max(1024),
        enabled: perEnvironment(z.union([z.boolean(), z.int().min(0).max(100)])),
      }),
    )
    .default({}),
  /** A change that carries risk, and the flag that guards it (CI/CL-002 §10). */
  risky: z.strictObject({ reason: z.string().min(1), flag: flagKey }).optional(),
} as const;

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

/** What must hold of a workload that answers requests. */
export const slo = z.strictObject({
  /** 95th percentile of the response time. */
  p95: durationWithin("1 ms", "60 seconds", "1 ms"),
  /** Share of good requests over 30 days, in percent, below 100. */
  availability: z.number().min(90).max(99.999),
  /** Whether requests keep coming in stg and prod, so that none at all is a breach. */
  expectsTraffic: z.boolean().default(true),
});

const path = z.string().regex(/^\/[\w./-]*$/, 'a path such as "/healthz"');

/** One transaction from end to end. */
const happyPath = z.strictObject({
  method: z.enum(["GET", "POST", "PUT"]).default("GET"),
  path,
  /** JSON text of the request. */
  body: z.string().optional(),
  /** Status that is a success. */
  status: z.int().min(200).max(299).default(200),
});

/** What the synthetic tests ask of what has a host name of its own (CI/CL-002 §13). */
export const checks = z.strictObject({
  health: path.default(`/${HEALTH}`),
  readiness: path.default(`/${READINESS}`),
  happyPath,
});

/** What they ask of what shares one: paths of its route, by default `healthz` and `readyz` of it. */
export const routedChecks = z.strictObject({
  health: path.optional(),
  readiness: path.optional(),
  happyPath,
});

/** How production traffic is moved to a new version. */
export const traffic = z
  .strictObject({
    type: z.enum(["canary", "linear"]).default("canary"),
    /** Share of the first step (canary), or of each (linear). */
    percent: z.int().min(1).max(50).default(10),
    /** Time between steps. */
    interval: durationWithin("1 minute", "2 days", "1 minute").prefault("5 minutes"),
  })
  .prefault({});
