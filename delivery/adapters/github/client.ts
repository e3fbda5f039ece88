import type { Endpoints } from "@octokit/types";
import type { z } from "zod";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { keepSecret } from "../../../infra/secrets";
import type { Clock } from "../../ports/clock";
import { waitLine } from "../../progress/wait-line";
import { readAnswer } from "../read-answer";
import { type Failure, failureOf, refused } from "./failure";

/** GitHub's REST API, and the version of it that is called (GitHub docs, "API Versions"). */
const GITHUB = "https://api.github.com";
const VERSION = "2022-11-28";

/** Longest that one answer may take, in milliseconds. */
const TIMEOUT = 20_000;

/** Waits before a call is made again, in milliseconds. */
const WAITS = [1_000, 2_000, 4_000];

/** Longest that a rate limit is waited for, in milliseconds. */
const LONGEST_WAIT = 120_000;

/** Where and as whom GitHub is called. */
export interface GitHubClientArgs {
  /** Text of GITHUB_API_URL. @default - https://api.github.com */
  readonly url?: string;
  /** Answers the token of a call. It is never shown. */
  readonly token: () => Promise<string>;
  readonly clock: Clock;
  /** Shows one line of progress. @default - nobody is told that a call is made again */
  readonly say?: (line: string) => void;
  /** Longest that one answer may take, in milliseconds. @default 20000 */
  readonly timeout?: number;
}

/** Parameters of a route, those of its path, its query and its body; and the form of the answer, where it has several. */
type Parameters<Route extends keyof Endpoints> = Endpoints[Route]["parameters"] & {
  readonly headers?: { readonly accept: string };
};

/** Parameters of any route. */
interface Given {
  readonly headers?: { readonly accept: string };
}

/** GitHub's REST API. What it answers is untrusted, and read by a schema. */
export interface GitHubClient {
  /**
   * Calls GitHub. A call that reads is made again after a time-out or an error of the server, and every call after
   * a rate limit.
   *
   * @throws {InvalidInput} with one message where GitHub refuses, does not answer, or answers something else
   */
  ask<Route extends keyof Endpoints, Schema extends z.ZodType>(
    route: Route,
    parameters: Parameters<Route>,
    schema: Schema,
  ): Promise<z.output<Schema>>;
  /** The same, and nothing where GitHub answers 404. */
  find<Route extends keyof Endpoints, Schema extends z.ZodType>(
    route: Route,
    parameters: Parameters<Route>,
    schema: Schema,
  ): Promise<z.output<Schema> | undefined>;
}

/** @throws {InvalidInput} if the URL would send the token in the clear */
export function gitHubClient({
  url = GITHUB,
  token,
  clock,
  say = () => {},
  timeout = TIMEOUT,
}: GitHubClientArgs): GitHubClient {
  checkUrl(url);

  /** One call: what GitHub sends, or how it failed. */
  const once = async (route: string, parameters: Given): Promise<{ data: unknown } | Failure> => {
    const { request } = await import("@octokit/request");
    const secret = keepSecret(await token());
    const signal = AbortSignal.timeout(timeout);
    const failed = (error: unknown) =>
      failureOf(error, { now: clock.now(), timedOut: signal.aborted, timeout });
    try {
      const { data } = await request(route, {
        ...parameters,
        baseUrl: url.replace(/\/+$/, ""),
        headers: {
          ...parameters.headers,
          authorization: `Bearer ${secret}`,
          "x-github-api-version": VERSION,
        },
        request: { signal },
      });
      return signal.aborted ? failed(signal.reason) : { data };
    } catch (error) {
      return failed(error);
    }
  };

  const call = async (route: string, parameters: Given): Promise<{ data: unknown } | Failure> => {
    const reads = route.startsWith("GET ");
    for (const usual of [...WAITS, undefined]) {
      const result = await once(route, parameters);
      if ("data" in result || usual === undefined) return result;
      const { again, after = usual } = result;
      if (again === "never" || (again === "if-it-reads" && !reads)) return result;
      if (after > LONGEST_WAIT) return result;
      const wait = Math.max(after, usual);
      const [what, seconds] = [`waiting to ask GitHub again: ${route}`, wait / 1000];
      say(waitLine({ what, usually: seconds, has: seconds }));
      await clock.sleep(wait);
    }
    throw new Error("a call ends in its last try");
  };

  return {
    async ask(route, parameters, schema) {
      const result = await call(route, parameters);
      if ("data" in result)
        return readAnswer(schema, result.data, { subject: "GitHub", what: route });
      throw refused(route, result);
    },
    async find(route, parameters, schema) {
      const result = await call(route, parameters);
      if ("data" in result)
        return readAnswer(schema, result.data, { subject: "GitHub", what: route });
      if (result.status === 404) return undefined;
      throw refused(route, result);
    },
  };
}

function checkUrl(url: string): void {
  const read = URL.canParse(url) ? new URL(url) : undefined;
  const isLoopback = read?.protocol === "http:" && ["127.0.0.1", "[::1]"].includes(read.hostname);
  if (read?.protocol === "https:" || isLoopback) return;
  const want = "an https URL, or an http URL of 127.0.0.1";
  throw new InvalidInput("GitHub", [formatProblem("GITHUB_API_URL", url, want)]);
}
