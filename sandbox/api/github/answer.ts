import type { ApiRequest, ApiResponse } from "../protocol/message";
import { GitHubError } from "./github-error";
import { answerProblems, bodyProblems, parameterProblems } from "./openapi/validate";
import type { Answer, Operation } from "./operation";
import { GITHUB_OPERATIONS } from "./operations";
import { callerOf, checkPermission } from "./state/caller";
import type { GitHub } from "./state/store";

/** An operation that a request is for, and what its path says. */
export interface Found {
  readonly operation: Operation;
  readonly path: Record<string, string>;
}

/** Each route as a pattern, the longest first, as `{path}` takes the rest of a path. */
const ROUTES = [...GITHUB_OPERATIONS]
  .sort((one, other) => other.route.length - one.route.length)
  .map((operation) => ({ operation, pattern: patternOf(operation.route) }));

/** @returns nothing where the sandbox does not serve the request */
export function findGitHubOperation({ method, path }: ApiRequest): Found | undefined {
  for (const { operation, pattern } of ROUTES) {
    const groups = pattern.exec(`${method} ${path}`)?.groups;
    if (!groups) continue;
    const decoded = Object.entries(groups).map(([key, value]) => [key, decodeURIComponent(value)]);
    return { operation, path: Object.fromEntries(decoded) };
  }
  return undefined;
}

/**
 * Answers one call of GitHub's REST API.
 *
 * @throws {Error} if the sandbox's own answer is not as GitHub describes it
 */
export function answerGitHub(github: GitHub, request: ApiRequest): ApiResponse {
  try {
    const found = findGitHubOperation(request);
    if (!found) {
      const what = `${request.method} ${request.path} is an operation that the sandbox does not serve`;
      throw new GitHubError(501, what);
    }
    const { operation } = found;
    const caller = callerOf(github, request.headers.authorization);
    const input = readInput(found, request);
    const { accept = "" } = request.headers;
    const { owner, org, repo } = found.path;
    const { login } = github.state.organization;
    checkPermission(caller, operation.permission, repo);
    if ((owner ?? org ?? login).toLowerCase() !== login.toLowerCase()) {
      throw new GitHubError(404, "Not Found");
    }
    const answer = operation.handle(input, { github, caller, accept });
    if (request.method !== "GET") github.save();
    return written(operation, answer);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const { status, message, errors } = error;
    return json(status, {
      message,
      ...(errors.length > 0 && { errors }),
      documentation_url: "https://docs.github.com/rest",
      status: String(status),
    });
  }
}

function readInput(
  { operation: { route }, path }: Found,
  { query, body }: ApiRequest,
): Record<string, unknown> {
  const fromQuery: Record<string, unknown> = Object.fromEntries(query);
  const fromPath: Record<string, unknown> = { ...path };
  const json = body.length > 0 ? parsed(body) : undefined;
  const problems = [
    ...parameterProblems(route, "path", fromPath),
    ...parameterProblems(route, "query", fromQuery),
    ...bodyProblems(route, json),
  ];
  if (problems.length > 0) throw new GitHubError(422, "Invalid request.", problems);
  return Object.assign(fromQuery, json, fromPath);
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    throw new GitHubError(400, "Problems parsing JSON");
  }
}

function written({ route }: Operation, { status, body }: Answer): ApiResponse {
  const problems = answerProblems(route, status, body);
  if (problems.length > 0) {
    throw new Error(`the answer to ${route} is not as GitHub describes it: ${problems.join("; ")}`);
  }
  return body === undefined ? { status, headers: {}, body: "" } : json(status, body);
}

function json(status: number, body: object | unknown): ApiResponse {
  const headers = { "content-type": "application/json; charset=utf-8" };
  return { status, headers, body: JSON.stringify(body) };
}

/** `GET /repos/{owner}` as a pattern; the `path` and the `ref` of a file or a commit may have a `/` in them. */
function patternOf(route: string): RegExp {
  const text = route.replaceAll(/\{(\w+)\}/g, (_, name) =>
    ["path", "ref", "basehead", "tag"].includes(name) ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`,
  );
  return new RegExp(`^${text}$`);
}
