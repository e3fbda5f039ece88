import { randomBytes } from "node:crypto";
import { later } from "../clock";
import { ownEntries } from "../own-entries";
import type { Account, World } from "../world";

/** Who calls: a session of a role, or of a person who administrates the account. */
export interface Caller {
  readonly accountId: string;
  /** ARN of the session, `arn:aws:sts::<account>:assumed-role/<role>/<session>`, or of the user. */
  readonly arn: string;
  /** `<role id>:<session>` */
  readonly userId: string;
  /** Name of the role; an administrator's is no role of the record. */
  readonly role: string;
  /** Name of the IAM user who calls, with the rights of `role`. @default - a session of the role does */
  readonly user?: string;
  /** Policy that was given when the role was assumed, as JSON. */
  readonly sessionPolicy?: string;
  readonly sourceIdentity?: string;
  /** Session tags, as the identity provider sets them. @default - none */
  readonly tags?: Readonly<Record<string, string>>;
  /** ISO 8601. */
  readonly issuedAt: string;
}

/** A session with its secrets, as STS gives them out. */
export interface Session extends Caller {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** ISO 8601, on the virtual clock. */
  readonly expiresAt: string;
}

type Stored = Session & Record<string, unknown>;

const SESSIONS = ownEntries<Stored>("sandbox:sts/session");

/** Name of the role of a person who administrates an account: IAM Identity Center names it so. */
export const ADMINISTRATOR = "AWSReservedSSO_AdministratorAccess_0123456789abcdef";

/** What a new session is of. */
export interface SessionArgs {
  readonly account: Account;
  /** Name of the role. */
  readonly role: string;
  readonly sessionName: string;
  /** Name of the IAM user whose keys these are. @default - they are the role's */
  readonly user?: string;
  /** Seconds. @default 3600, as STS */
  readonly duration?: number;
  readonly sessionPolicy?: string;
  readonly sourceIdentity?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Opens a session and records it, so that it is valid for other processes too. */
export function openSession(world: World, args: SessionArgs): Session {
  const { account, role, sessionName, duration = 3600, ...more } = args;
  const now = world.clock.now();
  const session: Stored = {
    ...more,
    accountId: account.id,
    arn:
      args.user === undefined
        ? `arn:aws:sts::${account.id}:assumed-role/${role}/${sessionName}`
        : `arn:aws:iam::${account.id}:user/${args.user}`,
    userId: `${roleId(account, role)}:${sessionName}`,
    role,
    issuedAt: now.toISOString(),
    accessKeyId: `ASIA${randomBytes(8).toString("hex").toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString("base64"),
    sessionToken: randomBytes(60).toString("base64"),
    expiresAt: later(now, duration),
  };
  SESSIONS.put(account.cloud, session.accessKeyId, session);
  return session;
}

/** ARN of the principal, as conditions see it: of the role itself, or of the user (IAM user guide, "aws:PrincipalArn"). */
export function principalArn({ accountId, arn, role, user }: Caller): string {
  return user === undefined ? `arn:aws:iam::${accountId}:role/${role}` : arn;
}

/** The session of an access key, and its account; `undefined` where no account knows it. */
export function findSession(world: World, accessKeyId: string) {
  for (const account of world.accounts) {
    const session: Session | undefined = SESSIONS.get(account.cloud, accessKeyId);
    if (session) return { account, session };
  }
  return undefined;
}

/** Unique id of a role, as the record has it. */
export function roleId({ cloud }: Account, name: string): string {
  const role = cloud.get({ type: "aws:iam/role:Role", key: name });
  return String(role?.state.uniqueId ?? "AROASANDBOX");
}
