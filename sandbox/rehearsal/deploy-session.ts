import { AssumeRoleWithWebIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Environment } from "../../infra/environments";
import { deployRoleName } from "../../infra/naming/workload-names";
import { type JobClaims, tokenOf } from "./github-job";
import type { Stage } from "./stage";

/** Credentials of a role's session. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Assumes the deploy role of a workload in an environment, as a job of GitHub with these claims does. */
export async function assumeDeployRole(
  stage: Stage,
  service: string,
  environment: Environment,
  claims: JobClaims,
): Promise<SessionCredentials> {
  const { id, region } = stage.accounts[environment];
  const sts = new STSClient({ region, endpoint: stage.endpoint });
  try {
    const { Credentials } = await sts.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: `arn:aws:iam::${id}:role/${deployRoleName({ service, environment })}`,
        RoleSessionName: "rehearsal",
        WebIdentityToken: tokenOf(stage, claims),
      }),
    );
    return {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
    };
  } finally {
    sts.destroy();
  }
}
