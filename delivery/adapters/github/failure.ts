import { z } from "zod";
import { InvalidInput } from "../../../infra/problems";
import { withoutSecrets } from "../../../infra/secrets";

/** How a call failed. */
export interface Failure {
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** In GitHub's words, without the token. */
  readonly words: string;
  /** Whether it may be made again: what only reads, after anything that passes; a refusal that passes, always. */
  readonly again: "never" | "if-it-reads" | "always";
  /** Milliseconds after which GitHub takes the call. @default - GitHub does not say */
  readonly after?: number;
}

/** What is known of a call that failed. */
interface Circumstances {
  readonly now: Date;
  readonly timedOut: boolean;
  /** Milliseconds. */
  readonly timeout: number;
}

/** What @octokit/request throws; without a response where none came. */
const HTTP_ERROR = z.object({
  name: z.literal("HttpError"),
  status: z.number(),
  message: z.string(),
  response: z.object({ headers: z.record(z.string(), z.unknown()), data: z.unknown() }).optional(),
});

const BODY = z.object({
  message: z.string(),
  errors: z.array(z.unknown()).default([]),
});

/** Longest part of GitHub's words that is shown, in characters. */
const LONGEST = 300;

/**
 * What an error of a call comes to.
 *
 * @throws the error itself where it is a defect of ours
 */
export function failureOf(error: unknown, { now, timedOut, timeout }: Circumstances): Failure {
  if (timedOut) {
    return { status: 0, words: `no answer within ${timeout / 1000} s`, again: "if-it-reads" };
  }
  // @octokit/request words an error by what GitHub sent: a great number is a BigInt there, and a `message` may be no text.
  if (error instanceof TypeError && /BigInt|primitive value/.test(error.message)) {
    return { status: 0, words: "an answer that cannot be read", again: "if-it-reads" };
  }
  const read = HTTP_ERROR.safeParse(error);
  if (!read.success) throw error;
  const { status, message, response } = read.data;
  if (!response) {
    return { status: 0, words: clean(message), again: "if-it-reads" };
  }
  const words = `${status} ${clean(wordsOf(response.data))}`;
  if (status >= 500) return { status, words, again: "if-it-reads" };
  const after = limitEnds(status, response.headers, now);
  return after === undefined
    ? { status, words, again: "never" }
    : { status, words, again: "always", after };
}

/** The message that a failed call ends with. */
export function refused(route: string, { words }: Failure): InvalidInput {
  return new InvalidInput("GitHub", [`${route}: ${words}`]);
}

/**
 * Milliseconds until a rate limit ends; nothing where there is none. Source: GitHub docs, "Rate limits for the REST
 * API": status 403 or 429, with `retry-after`, or with `x-ratelimit-remaining: 0` and the time in `x-ratelimit-reset`.
 */
function limitEnds(
  status: number,
  headers: Readonly<Record<string, unknown>>,
  now: Date,
): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const seconds = Number(headers["retry-after"] ?? Number.NaN);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  if (headers["x-ratelimit-remaining"] === "0") {
    const reset = Number(headers["x-ratelimit-reset"] ?? Number.NaN) * 1000;
    return Number.isFinite(reset) ? Math.max(0, reset - now.getTime()) : 60_000;
  }
  return status === 429 ? 60_000 : undefined;
}

function wordsOf(data: unknown): string {
  const read = BODY.safeParse(data);
  if (!read.success) return typeof data === "string" ? data : "";
  const { message, errors } = read.data;
  const further = errors.map((each) => (typeof each === "string" ? each : worded(each)));
  return [message, ...further].join("; ");
}

/** One line of text that has neither a secret in it nor what a terminal would obey. */
function clean(text: string): string {
  return withoutSecrets(text)
    .replaceAll(/[\p{C}\s]+/gu, " ")
    .trim()
    .slice(0, LONGEST);
}

/** JSON of a value, in which a great number may be a BigInt. */
function worded(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === "bigint" ? String(each) : each)) ?? "";
}
