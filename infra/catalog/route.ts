/** Where a workload says that it lives, and that it can work, at the root of its paths. */
export const HEALTH = "healthz";
export const READINESS = "readyz";

/** What the catalog says of a service's synthetic tests. */
interface Given<Happy> {
  readonly health?: string | undefined;
  readonly readiness?: string | undefined;
  readonly happyPath: Happy;
}

/** Whether a rule of the load balancer for `pattern` takes `path`: `*` is any text, and `/` too. */
export function routeTakes(pattern: string, path: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(".", "\\."));
  return new RegExp(`^${parts.join(".*")}$`).test(path);
}

/**
 * What the tests ask of a service behind `pattern`: of `/ingest/*`, `/ingest/healthz` where the
 * catalog says nothing else. A pattern that does not end so has no such path of its own.
 */
export function checksOn<Happy>(pattern: string, { health, readiness, happyPath }: Given<Happy>) {
  const root = pattern.replace(/\*$/, "").replace(/\/?$/, "/");
  return {
    health: health ?? root + HEALTH,
    readiness: readiness ?? root + READINESS,
    happyPath,
  };
}
