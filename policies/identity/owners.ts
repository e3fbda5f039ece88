/** A name: `nc-<svc>-<env>-<component>`, or a pattern of several (CI/CL-002 §17). */
const NAME = /\bnc-(?<rest>[a-z0-9*?-]+)/g;

/** What follows `nc-`. No segment of a service is an environment's name, so the first one ends it. */
const OWNED = /^(?<service>[a-z0-9*?-]+?)-(dev|stg|prod)-/;

/** A path: `/nc/<env>/<svc>/<kind>/<key>`, or a pattern of several (CI/CL-002 §9). */
const PATH = /\/nc\/[a-z*?]+(\/(?<service>[a-z0-9*?-]+)?)?/g;

/** Service of the platform's own names, which serve every workload. */
export const PLATFORM = "platform";

/**
 * The services whose names and paths are in `text`, such as the ARN of a policy's resources. A pattern
 * that takes in several is given as it is written; names that are nobody's, such as `nc-core`, are not.
 */
export function ownersIn(text: string): string[] {
  const names = [...text.matchAll(NAME)].flatMap(({ groups: { rest = "" } = {} }) => {
    const service = OWNED.exec(rest)?.groups?.service;
    if (service !== undefined) return [service];
    return /[*?]/.test(rest) ? [`nc-${rest}`] : [];
  });
  const paths = [...text.matchAll(PATH)].map(({ 0: path, groups }) => groups?.service ?? path);
  return [...new Set([...names, ...paths])];
}
