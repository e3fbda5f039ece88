import type { AwsCredentialIdentity, Provider } from "@smithy/types";
import { z } from "zod";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { keepSecret } from "../../../infra/secrets";
import { readAnswer } from "../read-answer";
import { plainErrors } from "./errors";

/** Audience of the tokens that AWS takes (GitHub Docs, "Configuring OpenID Connect in Amazon Web Services"). */
const AUDIENCE = "sts.amazonaws.com";

/** Longest that GitHub may take to answer, in milliseconds. */
const TIMEOUT = 20_000;

const TOKEN = z.object({ value: z.string().min(1) });

/** Where a job of GitHub Actions gets tokens of its own, and which role it takes with them. */
export interface JobIdentity {
  /** ARN of the role: AWS_ROLE_ARN. */
  readonly roleArn: string;
  readonly region: string;
  /** Of STS. @default - AWS's own */
  readonly endpoint?: string | undefined;
  /** ACTIONS_ID_TOKEN_REQUEST_URL, which has a query. */
  readonly tokenUrl: string;
  /** ACTIONS_ID_TOKEN_REQUEST_TOKEN. */
  readonly requestToken: string;
}

/**
 * Credentials of a job's role. A session lasts one hour, and a deployment may take longer: a client asks again before
 * they expire, and each time the job gets a new token of GitHub's and a new session for it.
 */
export function jobCredentials(identity: JobIdentity): Provider<AwsCredentialIdentity> {
  const { roleArn: RoleArn, region, endpoint } = identity;
  return async () => {
    const { STS } = await import("@aws-sdk/client-sts");
    const sts = new STS({ region, endpoint });
    sts.middlewareStack.add(plainErrors("STS"), { step: "initialize" });
    try {
      const { Credentials } = await sts.assumeRoleWithWebIdentity({
        RoleArn,
        RoleSessionName: "nc",
        WebIdentityToken: await idToken(identity),
      });
      const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
      if (!AccessKeyId || !SecretAccessKey)
        throw new Error(`STS gave no credentials of ${RoleArn}`);
      return {
        accessKeyId: AccessKeyId,
        secretAccessKey: keepSecret(SecretAccessKey),
        sessionToken: SessionToken && keepSecret(SessionToken),
        expiration: Expiration,
      };
    } finally {
      sts.destroy();
    }
  };
}

/** A new token of the job. Source: GitHub Docs, "OpenID Connect reference", "Methods for requesting the OIDC token". */
async function idToken({ tokenUrl, requestToken }: JobIdentity): Promise<string> {
  const url = new URL(tokenUrl);
  url.searchParams.set("audience", AUDIENCE);
  const request = {
    headers: { authorization: `bearer ${requestToken}` },
    signal: AbortSignal.timeout(TIMEOUT),
  };
  const answer = await fetch(url, request).catch((error: unknown) => {
    const why = error instanceof Error ? String(error.cause ?? error.message) : String(error);
    throw new InvalidInput("the job's token", [`GitHub did not answer: ${why}`]);
  });
  if (!answer.ok) {
    const want = "200: the job needs the permission id-token: write";
    throw new InvalidInput("the job's token", [formatProblem("status", answer.status, want)]);
  }
  const asked = { subject: "GitHub", what: "the job's token" };
  return keepSecret(readAnswer(TOKEN, await answer.json().catch(() => undefined), asked).value);
}
