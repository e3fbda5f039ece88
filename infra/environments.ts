/** The environments, in the order in which a release passes them. */
export const ENVIRONMENTS = ["dev", "stg", "prod"] as const;

/** One AWS account, one Pulumi stack and one GitHub environment of the same name. */
export type Environment = (typeof ENVIRONMENTS)[number];

/** What data an environment may hold (CI/CL-002 §3). */
export const DATA_CLASS = { dev: "synthetic", stg: "sanitized", prod: "live" } as const;

export type DataClass = (typeof DATA_CLASS)[Environment];

export function isEnvironment(value: string): value is Environment {
  return (ENVIRONMENTS as readonly string[]).includes(value);
}

/**
 * The environment whose stack manages GitHub, for all of them: whoever may change the rules of
 * prod's GitHub environments can deploy to prod, so no other account holds that power.
 */
export const MANAGES_GITHUB: Environment = "prod";
