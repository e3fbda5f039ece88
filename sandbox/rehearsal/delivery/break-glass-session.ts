import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { platformNames } from "../../../infra/naming/platform-names";
import { ADMINISTRATOR, openSession } from "../../api/authorization/sessions";
import type { Stage } from "../stage";
import type { SessionCredentials } from "./deploy-session";

/** Role with which people come from the identity provider. */
export const ADMINISTRATOR_ROLE = ADMINISTRATOR;

/** Who comes, as the identity provider says. */
export interface Person {
  readonly sourceIdentity: string;
  /** Session tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Assumes prod's break-glass role, under the person's own source identity, in the environment's region. */
export async function assumeBreakGlass(
  { accounts: { prod }, clock, endpoint, settings, world }: Stage,
  person: Person,
): Promise<SessionCredentials> {
  const credentials = openSession(world, {
    account: prod,
    role: ADMINISTRATOR,
    sessionName: person.sourceIdentity,
    ...person,
  });
  const { region } = prod;
  const sts = new STSClient({ region, endpoint, credentials });
  try {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${prod.id}:role/${platformNames(settings.prod).breakGlassRole}`,
        RoleSessionName: "INC-1",
        SourceIdentity: person.sourceIdentity,
      }),
    );
    return {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
      endsAt: Credentials?.Expiration ?? clock.now(),
    };
  } finally {
    sts.destroy();
  }
}
