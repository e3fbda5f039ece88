import { AssumeRoleWithWebIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Workload } from "../../../infra/catalog/workload";
import type { Environment } from "../../../infra/environments";
import { deployRoleName, publishRoleName } from "../../../infra/naming/workload-names";
import type { Stage } from "../stage";
import { deliveryClaims, type JobClaims, publishClaims, tokenOf } from "./github-job";

/** Credentials of a role's session. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** When they end, on the virtual clock. */
  readonly endsAt: Date;
}

/** Assumes the deploy role of a workload in an environment, as a job of GitHub with these claims does. */
export function assumeDeployRole(
  stage: Stage,
  service: string,
  environment: Environment,
  claims: JobClaims,
): Promise<SessionCredentials> {
  return assumeRole(stage, deployRoleName({ service, environment }), environment, claims);
}

/** Credentials of the job that publishes what a release has built into stg. */
export function publishCredentials(stage: Stage, workload: Workload, version: string) {
  const name = publishRoleName({ service: workload.name, environment: "stg" });
  const claims = publishClaims(stage, workload, version);
  return async () => {
    const session = await assumeRole(stage, name, "stg", claims);
    // The SDK would judge their end by the machine's clock.
    return { ...session, expiration: new Date(0) };
  };
}

/** Assumes a role by its name, as a job of GitHub with these claims does. */
export async function assumeRole(
  stage: Stage,
  name: string,
  environment: Environment,
  claims: JobClaims,
): Promise<SessionCredentials> {
  const { id, region } = stage.accounts[environment];
  const sts = new STSClient({ region, endpoint: stage.endpoint });
  try {
    const { Credentials } = await sts.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: `arn:aws:iam::${id}:role/${name}`,
        RoleSessionName: "rehearsal",
        WebIdentityToken: tokenOf(stage, claims),
      }),
    );
    return {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
      endsAt: Credentials?.Expiration ?? stage.clock.now(),
    };
  } finally {
    sts.destroy();
  }
}

/** How long before their end credentials are renewed, in milliseconds: five minutes, as the SDK does. */
const RENEWED_BEFORE = 5 * 60_000;

/**
 * Credentials of a delivery, which are renewed while it goes on. The SDK would judge their end by the machine's
 * clock: for it they have always ended, so that it asks here, where the virtual clock says.
 */
export function deployCredentials(
  stage: Stage,
  workload: Workload,
  environment: Environment,
  version: string,
) {
  let session: Promise<SessionCredentials> | undefined;
  const renew = () => {
    const claims = deliveryClaims(stage, workload, environment, version);
    return assumeDeployRole(stage, workload.name, environment, claims);
  };
  return async () => {
    session ??= renew();
    const { endsAt } = await session;
    const left = endsAt.getTime() - stage.clock.now().getTime();
    if (left < RENEWED_BEFORE) session = renew();
    return { ...(await session), expiration: new Date(0) };
  };
}
