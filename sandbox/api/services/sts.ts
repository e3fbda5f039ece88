import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { openSession, roleId, type Session, type SessionArgs } from "../authorization/sessions";
import { readToken } from "../authorization/token";
import { trusts, trustsToken } from "../authorization/trust";
import type { Call } from "../call";
import { operation } from "../operation";
import { service } from "../service";
import { ServiceError } from "../service-error";
import { type Account, accountWith } from "../world";

const ASSUME_ROLE = operation(AssumeRoleCommand, {
  asks: ({ RoleArn }) => [{ action: "sts:AssumeRole", resource: RoleArn ?? "" }],
  handle({ RoleArn, RoleSessionName, DurationSeconds, Policy, SourceIdentity }, call) {
    const { account, role } = roleIn(call, RoleArn);
    const principal = call.caller.arn;
    const context = {
      "aws:PrincipalArn": `arn:aws:iam::${call.account.id}:role/${call.caller.role}`,
      "aws:CurrentTime": call.now.toISOString().replace(".000Z", "Z"),
      "sts:RoleSessionName": RoleSessionName ?? "",
      ...(SourceIdentity && { "sts:SourceIdentity": SourceIdentity }),
    };
    if (!trusts(account, role, { principal, action: "sts:AssumeRole", context })) {
      const message = `User: ${principal} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`;
      throw new ServiceError("AccessDenied", message, 403);
    }
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
