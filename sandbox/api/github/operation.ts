import type { Endpoints } from "@octokit/types";
import type { Caller, Permission } from "./state/caller";
import type { GitHub } from "./state/store";

/** What is known of a call beside its input. */
export interface Call {
  readonly github: GitHub;
  readonly caller: Caller;
  /** Header Accept: the form of the answer that is wanted. */
  readonly accept: string;
}

/** What a call is answered; the body is checked against GitHub's description before it is sent. */
export interface Answer {
  readonly status: number;
  /** @default - none, as for status 204 */
  readonly body?: unknown;
}

/** One operation of GitHub's REST API that the sandbox serves. */
export interface Operation {
  /** As GitHub's description has it, such as `GET /repos/{owner}/{repo}`. */
  readonly route: string;
  readonly permission: Permission;
  /** @param input - path, query and body in one, checked against GitHub's description */
  handle(input: Readonly<Record<string, unknown>>, call: Call): Answer;
}

/** An operation whose input has the types of GitHub's description. */
export function operation<Route extends keyof Endpoints>(
  route: Route,
  permission: Permission,
  handle: (input: Input<Route>, call: Call) => Answer,
): Operation {
  return {
    route,
    permission,
    // The server has checked it against the same description that the types are made from.
    handle: (input, call) => handle(input as Input<Route>, call),
  };
}

type Input<Route extends keyof Endpoints> = Endpoints[Route]["parameters"];

/** The page of a list that a call asks for; GitHub sends 30 where it does not say. */
export function pageOf<T>(
  items: readonly T[],
  { page = 1, per_page = 30 }: { readonly page?: number; readonly per_page?: number },
): T[] {
  const size = Math.min(per_page, 100);
  return items.slice((page - 1) * size, page * size);
}
