import type { Backend } from "../../../bootstrap/backend";
import type { Step } from "../../../bootstrap/step";
import type { AwsClients } from "../clients";
import { isNamed } from "../errors";

/** AWS's managed policy for administrators (IAM user guide, "AWS managed policies for job functions"). */
const ADMINISTRATOR_ACCESS = "arn:aws:iam::aws:policy/AdministratorAccess";

/** Longest session, in seconds: the least that IAM takes (IAM API, CreateRole, MaxSessionDuration). */
const SESSION_SECONDS = 3600;

/**
 * The first role of an account: administrators assume it, with a second factor, for the first `pulumi up` and
 * for what the pipeline may not change (docs/decisions/0003).
 *
 * @param trusted - ARN of who may assume it
 */
export function roleSteps(
  clients: AwsClients,
  { role, roleTags }: Backend,
  trusted: string,
): readonly Step[] {
  return [
    {
      what: `the role ${role}, which ${trusted} may assume with a second factor`,
      async isThere() {
        const client = await clients.iam();
        return client.getRole({ RoleName: role }).then(
          () => true,
          (error: unknown) => notFound(error),
        );
      },
      async make() {
        const client = await clients.iam();
        await client.createRole({
          RoleName: role,
          Description: "Administrators, for what the pipeline may not change",
          MaxSessionDuration: SESSION_SECONDS,
          AssumeRolePolicyDocument: JSON.stringify(trustPolicy(trusted)),
          Tags: Object.entries(roleTags).map(([Key, Value]) => ({ Key, Value })),
        });
      },
    },
    {
      what: `its policy ${ADMINISTRATOR_ACCESS}`,
      async isThere() {
        const client = await clients.iam();
        const attached = await client
          .listAttachedRolePolicies({ RoleName: role })
          .catch((error: unknown) => ({ AttachedPolicies: notFound(error) || [] }));
        const { AttachedPolicies = [] } = attached;
        return AttachedPolicies.some(({ PolicyArn }) => PolicyArn === ADMINISTRATOR_ACCESS);
      },
      async make() {
        const client = await clients.iam();
        await client.attachRolePolicy({ RoleName: role, PolicyArn: ADMINISTRATOR_ACCESS });
      },
    },
  ];
}

function trustPolicy(trusted: string) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: trusted },
        Action: "sts:AssumeRole",
        Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
      },
    ],
  };
}

/** @throws what says anything else than that there is no such role */
function notFound(error: unknown): false {
  if (isNamed(error, "NoSuchEntityException")) return false;
  throw error;
}
