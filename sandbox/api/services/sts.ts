import { randomUUID } from "node:crypto";
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import {
  openSession,
  principalArn,
  roleId,
  type Session,
  type SessionArgs,
} from "../authorization/sessions";
import { readToken } from "../authorization/token";
import { trusts, trustsToken } from "../authorization/trust";
import type { Call } from "../call";
import { operation } from "../operation";
import { service } from "../service";
import { ServiceError } from "../service-error";
import { publishEvent } from "../simulation/events/publish";
import { type Account, accountWith } from "../world";

const ASSUME_ROLE = operation(AssumeRoleCommand, {
  asks: ({ RoleArn = "", SourceIdentity }) =>
    actionsOf(SourceIdentity).map((action) => ({ action, resource: RoleArn })),
  async handle(input, call) {
    const { RoleArn, RoleSessionName, DurationSeconds, Policy, SourceIdentity } = input;
    const { account, role } = roleIn(call, RoleArn);
    const principal = call.caller.arn;
    const context = contextOf(input, call);
    const isTrusted = actionsOf(SourceIdentity).every((action) =>
      trusts(account, role, { principal, action, context }),
    );
    const denial = isTrusted
      ? undefined
      : `User: ${principal} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`;
    await tellOfAssume(input, call, denial);
    if (denial !== undefined) throw new ServiceError("AccessDenied", denial, 403);
    return opened(call, {
      account,
      role,
      sessionName: RoleSessionName ?? "",
      duration: DurationSeconds,
      sessionPolicy: Policy,
      sourceIdentity: SourceIdentity ?? call.caller.sourceIdentity,
    });
  },
});

const ASSUME_ROLE_WITH_WEB_IDENTITY = operation(AssumeRoleWithWebIdentityCommand, {
  asks: () => [],
  handle({ RoleArn, RoleSessionName, DurationSeconds, Policy, WebIdentityToken }, call) {
    const { account, role } = roleIn(call, RoleArn);
    const claims = readToken(WebIdentityToken ?? "", call.world.issuerSecret);
    if (!claims) {
      const message = "The web identity token that was passed is not of a known issuer";
      throw new ServiceError("InvalidIdentityToken", message);
    }
    if (claims.exp * 1000 <= call.now.getTime()) {
      throw new ServiceError("ExpiredTokenException", "Token expired");
    }
    if (!trustsToken(account, role, claims)) {
      const message = "Not authorized to perform sts:AssumeRoleWithWebIdentity";
      throw new ServiceError("AccessDenied", message, 403);
    }
    return {
      ...opened(call, {
        account,
        role,
        sessionName: RoleSessionName ?? "",
        duration: DurationSeconds,
        sessionPolicy: Policy,
      }),
      SubjectFromWebIdentityToken: claims.sub,
      Audience: claims.aud,
      Provider: `arn:aws:iam::${account.id}:oidc-provider/${claims.iss.replace("https://", "")}`,
    };
  },
});

const GET_CALLER_IDENTITY = operation(GetCallerIdentityCommand, {
  asks: () => [],
  handle: (_, { caller }) => ({
    Account: caller.accountId,
    Arn: caller.arn,
    UserId: caller.userId,
  }),
});

export const STS = service(new STSClient({ region: "us-east-1" }), [
  ASSUME_ROLE,
  ASSUME_ROLE_WITH_WEB_IDENTITY,
  GET_CALLER_IDENTITY,
]);

/** Setting a source identity is a permission of its own (IAM user guide, "Monitor and control actions"). */
function actionsOf(sourceIdentity: string | undefined) {
  const actions = ["sts:AssumeRole", "sts:SetSourceIdentity"] as const;
  return sourceIdentity === undefined ? actions.slice(0, 1) : actions;
}

function contextOf(input: AssumeRoleCommandInput, call: Call): Record<string, string> {
  const { RoleSessionName = "", SourceIdentity } = input;
  const { caller, now, region } = call;
  const tags = Object.entries(caller.tags ?? {});
  return {
    "aws:PrincipalArn": principalArn(caller),
    "aws:CurrentTime": now.toISOString().replace(".000Z", "Z"),
    "aws:RequestedRegion": region,
    "sts:RoleSessionName": RoleSessionName,
    ...Object.fromEntries(tags.map(([tag, value]) => [`aws:PrincipalTag/${tag}`, value])),
    ...(caller.user !== undefined && { "aws:username": caller.user, ...mfaOf(input, call) }),
    ...(caller.sourceIdentity && { "aws:SourceIdentity": caller.sourceIdentity }),
    ...(SourceIdentity && { "sts:SourceIdentity": SourceIdentity }),
  };
}

/**
 * What a code of the user's own device adds; any six digits are one (STS API, AssumeRole: `TokenCode`; IAM user guide,
 * "Secure API access with MFA").
 *
 * @throws {ServiceError} where it is another device, or no code
 */
function mfaOf(
  { SerialNumber, TokenCode }: AssumeRoleCommandInput,
  { account, caller }: Call,
): Record<string, string> {
  if (SerialNumber === undefined && TokenCode === undefined) return {};
  const own = `arn:aws:iam::${account.id}:mfa/${caller.user}`;
  if (SerialNumber === own && /^\d{6}$/.test(TokenCode ?? "")) {
    return { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "0" };
  }
  const message = "MultiFactorAuthentication failed with invalid MFA one time pass code.";
  throw new ServiceError("AccessDenied", message, 403);
}

/**
 * CloudTrail's event of an assume, also of one that is denied: a management event that only reads. One that is denied has no
 * parameters, but the role in its message.
 */
async function tellOfAssume(
  { RoleArn, RoleSessionName, SourceIdentity }: AssumeRoleCommandInput,
  { account, caller, now, region, world }: Call,
  denial: string | undefined,
): Promise<void> {
  await publishEvent(world, account, {
    source: "aws.sts",
    "detail-type": "AWS API Call via CloudTrail",
    resources: [],
    isReadOnly: true,
    detail: {
      eventSource: "sts.amazonaws.com",
      eventName: "AssumeRole",
      eventTime: `${now.toISOString().slice(0, 19)}Z`,
      eventID: randomUUID(),
      awsRegion: region,
      sourceIPAddress: "127.0.0.1",
      userIdentity: {
        type: caller.user === undefined ? "AssumedRole" : "IAMUser",
        arn: caller.arn,
      },
      ...(denial === undefined
        ? {
            requestParameters: {
              roleArn: RoleArn,
              roleSessionName: RoleSessionName,
              sourceIdentity: SourceIdentity,
            },
          }
        : { requestParameters: null, errorCode: "AccessDenied", errorMessage: denial }),
    },
  });
}

function roleIn({ world }: Call, arn = ""): { account: Account; role: string } {
  const [, id = "", role = ""] = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  const account = accountWith(world, id);
  if (account) return { account, role };
  throw new ServiceError("AccessDenied", `Not authorized to assume ${arn}`, 403);
}

function opened({ world }: Call, args: SessionArgs) {
  const session = openSession(world, args);
  return {
    Credentials: credentialsOf(session),
    AssumedRoleUser: {
      Arn: session.arn,
      AssumedRoleId: `${roleId(args.account, args.role)}:${args.sessionName}`,
    },
    ...(args.sourceIdentity && { SourceIdentity: args.sourceIdentity }),
  };
}

function credentialsOf(session: Session) {
  return {
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    SessionToken: session.sessionToken,
    Expiration: new Date(session.expiresAt),
  };
}
