import { z } from "zod";
import { ADMINISTRATOR, openSession } from "./authorization/sessions";
import { answerControl, json } from "./control-answer";
import { FAULT } from "./fault";
import type { ApiRequest, ApiResponse } from "./protocol/message";
import { advanceTo, nextTime } from "./simulation/advance";
import { BEHAVIOURS, setBehaviour } from "./simulation/behaviours";
import { accountWith, type World } from "./world";

/** Where the sandbox itself is asked, not an account. */
const PREFIX = "/_sandbox/";

/** How far the clock is advanced: to a time, by seconds, or to what happens next, at most until then. */
const ADVANCE = z.union([
  z.strictObject({ until: z.iso.datetime({ offset: true }) }),
  z.strictObject({ seconds: z.number().min(0) }),
  z.strictObject({ next: z.literal(true), atMost: z.iso.datetime({ offset: true }) }),
]);

const BEHAVES = z.strictObject({
  /** An image's digest, or the SHA-256 of a zip in Base64. */
  code: z.string().min(1),
  behaviour: z.enum(BEHAVIOURS),
});

const SESSION = z.strictObject({
  /** 12 digits. */
  account: z.string(),
  /** Name of a role; none is a person who administrates the account. */
  role: z.string().optional(),
  name: z.string().min(2),
});

/** How long a session can be, in seconds: 12 hours (IAM user guide, "Methods to assume a role"). */
const LONGEST_SESSION = 12 * 60 * 60;

/**
 * Answers what is asked of the sandbox itself; `undefined` for a call of AWS.
 *
 * - `GET /_sandbox/clock` is the time.
 * - `POST /_sandbox/clock` advances it, and answers when everything that was due has happened.
 * - `POST /_sandbox/session` opens a session of a role, without its trust policy, and answers its credentials.
 * - `PUT /_sandbox/behaviour` says how code behaves, in every account.
 * - `PUT /_sandbox/faults` says which calls fail from now on, in place of those that were said before.
 */
export async function controlled(
  world: World,
  request: ApiRequest,
): Promise<ApiResponse | undefined> {
  const { method, path } = request;
  if (!path.startsWith(PREFIX)) return undefined;
  const what = `${method} ${path.slice(PREFIX.length)}`;
  switch (what) {
    case "GET clock":
      return json(200, clockOf(world));
    case "POST clock":
      return answerControl(request, ADVANCE, async (advance) => {
        await advanceTo(world, untilOf(world, advance));
        return json(200, clockOf(world));
      });
    case "PUT behaviour":
      return answerControl(request, BEHAVES, (asked) => {
        const { code, behaviour } = asked;
        for (const account of world.accounts) setBehaviour(account, code, behaviour);
        return json(200, asked);
      });
    case "POST session":
      return answerControl(request, SESSION, (asked) => sessionAnswer(world, asked));
    case "PUT faults":
      return answerControl(request, FAULT.array(), (faults) => {
        world.faults.splice(0, world.faults.length, ...faults);
        return json(200, faults);
      });
    default:
      return json(404, { message: `${what} is nothing that the sandbox does` });
  }
}

function untilOf(world: World, advance: z.output<typeof ADVANCE>): Date {
  if ("until" in advance) return new Date(advance.until);
  const now = world.clock.now();
  if ("seconds" in advance) return new Date(now.getTime() + advance.seconds * 1000);
  const atMost = new Date(advance.atMost);
  const next = nextTime(world) ?? atMost;
  return next < atMost ? next : atMost;
}

function sessionAnswer(world: World, asked: z.output<typeof SESSION>): ApiResponse {
  const { role = ADMINISTRATOR, name: sessionName } = asked;
  const account = accountWith(world, asked.account);
  if (!account) {
    const ids = world.accounts.map(({ id }) => id).join(", ");
    return json(404, { message: `account is ${asked.account}: expected one of ${ids}` });
  }
  if (role !== ADMINISTRATOR && !account.cloud.get({ type: "aws:iam/role:Role", key: role })) {
    const message = `role is ${role}: expected one that the account ${account.id} has`;
    return json(404, { message });
  }
  const session = openSession(world, { account, role, sessionName, duration: LONGEST_SESSION });
  const { accessKeyId, secretAccessKey, sessionToken } = session;
  return json(200, { accessKeyId, secretAccessKey, sessionToken });
}

function clockOf(world: World) {
  return { now: world.clock.now().toISOString(), next: nextTime(world)?.toISOString() ?? null };
}
