import { z } from "zod";
import { serviceProblem } from "../naming/names";
import { RELEASE_CONTRACT } from "../naming/paths";
import { APPS } from "../tags";
import { flags, RISK, risky } from "./flags";
import type { Rule } from "./kind";
import { perEnvironment } from "./per-environment";
import { durationWithin } from "./units";

/** The key of a parameter or a secret. */
export const key = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case words joined by single dashes");

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

/** The fields of every workload, whatever its kind. */
export const fields = {
  /** The specification's `<svc>`: part of every name. */
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
  /** Secrets by key. */
  secrets: z.record(key, secret).default({}),
  flags,
  risky,
} as const;

/** A workload's name can be part of the name of everything that is made for it. */
const NAME: Rule<{ name: string }> = {
  needs: ["name"],
  findings({ name }) {
    const want = serviceProblem(name);
    return [want !== undefined && { path: ["name"], want }];
  },
};

/** The parameter of the release contract is the platform's. */
const CONTRACT_KEY: Rule<{ config: object }> = {
  needs: ["config"],
  findings: ({ config }) => [
    Object.hasOwn(config, RELEASE_CONTRACT) && {
      path: ["config", RELEASE_CONTRACT],
      want: "another key, as this one holds what a release needs to know",
    },
  ],
};

/** The rules on the fields of every workload. */
export const RULES = [NAME, CONTRACT_KEY, RISK] as const;
