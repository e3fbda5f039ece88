/** A character of a path's segment: `pchar` of RFC 3986, section 3.3. */
const PCHAR = "(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})";

/** An absolute path, and a query behind it: RFC 3986, sections 3.3 and 3.4. */
const REQUEST_TARGET = new RegExp(`^(/(?:${PCHAR}+(?:/${PCHAR}*)*)?)(?:\\?(?:${PCHAR}|[/?])*)?$`);

/** A segment that is removed from a path before it is asked (RFC 3986, section 5.2.4; URL Standard). */
const DOTS = /^(?:\.|%2e){1,2}$/i;

/** Longest pattern of a path (Elastic Load Balancing API, PathPatternConditionConfig). */
const PATTERN_MAX = 128;

/** Most wildcards of one rule (Application Load Balancer quotas). */
const WILDCARDS_MAX = 5;

/**
 * What a pattern of a path may hold (Application Load Balancer guide, "Path conditions"); `*` is any
 * text, and `?` one character.
 */
const PATTERN = /^\/[A-Za-z0-9_\-.$/~"'@:+&*?]*$/;

/** A segment of a route's path that is text, and one that is a variable. */
const LITERAL = /^[A-Za-z0-9._~:-]+$/;
const VARIABLE = /^\{([A-Za-z0-9._-]+)(\+?)\}$/;

/** What is wanted of a path that is asked of a workload, where `target` is not right. */
export function requestPathProblem(target: string): string | undefined {
  const [, path] = REQUEST_TARGET.exec(target) ?? [];
  if (path === undefined)
    return 'a path such as "/healthz", and a query such as "?full=1" if need be';
  const dots = path.split("/").find((each) => DOTS.test(each));
  return dots === undefined
    ? undefined
    : `no segment "${dots}", which is removed before it is asked`;
}

/** The path of what is asked, without its query. */
export function pathOf(target: string): string {
  return target.replace(/\?.*$/, "");
}

/** What is wanted of a path pattern of the load balancer, where `pattern` is not right. */
export function pathPatternProblem(pattern: string): string | undefined {
  if (!PATTERN.test(pattern) || pattern.length > PATTERN_MAX) {
    return `a path pattern such as "/ingest/*", of ${PATTERN_MAX} characters at most`;
  }
  const wildcards = pattern.replace(/[^*?]/g, "").length;
  return wildcards <= WILDCARDS_MAX
    ? undefined
    : `at most ${WILDCARDS_MAX} wildcards, not ${wildcards}`;
}

/** Whether a rule of the load balancer for `pattern` takes what is asked: it sees no query. */
export function routeTakes(pattern: string, target: string): boolean {
  const source = pattern.replace(
    /[^*?]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const rule = source.replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${rule}$`).test(pathOf(target));
}

/**
 * What is wanted of the path of an HTTP API's route, where `path` is not right.
 * Source: API Gateway developer guide, "Create routes for HTTP APIs".
 */
export function routePathProblem(path: string): string | undefined {
  if (path === "/") return undefined;
  const [root, ...segments] = path.split("/");
  if (root !== "" || segments.length === 0 || segments.slice(0, -1).includes("")) {
    return 'a route such as "/v1/{proxy+}", with one "/" before each segment';
  }
  const texts = segments.at(-1) === "" ? segments.slice(0, -1) : segments;
  const wrong = texts.find((each) => !LITERAL.test(each) && !VARIABLE.test(each));
  if (wrong !== undefined) {
    return `segments of letters, digits and ._~:-, or a variable such as {id} as a whole segment, not "${wrong}"`;
  }
  const variables = segments.map((each) => VARIABLE.exec(each));
  const greedy = variables.findIndex((each) => each?.[2] === "+");
  if (greedy !== -1 && greedy < segments.length - 1) {
    return `${segments[greedy]} as the last segment, as it takes all that follows`;
  }
  const names = variables.flatMap((each) => each?.[1] ?? []);
  const again = names.find((each, index) => names.indexOf(each) !== index);
  return again === undefined ? undefined : `the variable ${again} once`;
}

/** What is wanted of a check's path that is a route of an HTTP API too, where `target` is not right. */
export function checkedRouteProblem(target: string): string | undefined {
  return routePathProblem(pathOf(target));
}
