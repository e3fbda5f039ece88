import type { ApiResponse } from "../protocol/message";
import type { Fault } from "./state/state";
import type { GitHub } from "./state/store";

/** Takes the next fault that is meant for a call of `route`; nothing where it goes well. */
export function takeFault({ state, save }: GitHub, route: string | undefined): Fault | undefined {
  const fault = state.faults.find((each) => each.route === undefined || each.route === route);
  if (!fault) return undefined;
  const taken = { ...fault };
  fault.times -= 1;
  state.faults = state.faults.filter(({ times }) => times > 0);
  save();
  return taken;
}

/**
 * What GitHub answers in a fault; nothing at all in a time-out. Source: GitHub docs, "Rate limits for the REST API"
 * and "Best practices for using the REST API", "Handle rate limit errors appropriately".
 */
export function faultAnswer({ fault }: Fault, now: Date): ApiResponse | undefined {
  const headers = { "content-type": "application/json; charset=utf-8" };
  switch (fault) {
    case "time-out":
      return undefined;
    case "server-error":
      return { status: 502, headers, body: JSON.stringify({ message: "Server Error" }) };
    case "rate-limit": {
      const reset = String(Math.ceil(now.getTime() / 1000) + 60);
      const limit = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset };
      const message = "API rate limit exceeded for installation ID 1.";
      return { status: 403, headers: { ...headers, ...limit }, body: JSON.stringify({ message }) };
    }
    case "secondary-rate-limit": {
      const message = "You have exceeded a secondary rate limit. Please wait a few minutes.";
      const later = { "retry-after": "60" };
      return { status: 403, headers: { ...headers, ...later }, body: JSON.stringify({ message }) };
    }
  }
}
