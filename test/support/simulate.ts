import { runSimulation } from "@cloud-copilot/iam-simulate";

/** One call of AWS, and the policies that judge it. */
export interface Call {
  /** ARN of who calls. */
  principal: string;
  action: string;
  /** ARN of what is called upon. */
  resource: string;
  /** Account that holds the resource, 12 digits. */
  account: string;
  context?: Record<string, string | string[]>;
  /** Statements of the caller's own policy. @default - none: nothing is granted by it */
  identity?: readonly unknown[];
  /** Statements of the resource's policy. @default - it has none */
  resourcePolicy?: readonly unknown[];
}

/** Whether AWS would allow the call, as an IAM policy simulator judges it; a bad policy throws. */
export async function isAllowed(call: Call): Promise<boolean> {
  const { principal, action, resource, account, context = {}, identity = [] } = call;
  const result = await runSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource, accountId: account },
        contextVariables: context,
      },
      identityPolicies: identity.length > 0 ? [{ name: "own", policy: document(identity) }] : [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(call.resourcePolicy && { resourcePolicy: document(call.resourcePolicy) }),
    },
    {},
  );
  if (result.resultType === "error") throw new Error(JSON.stringify(result.errors));
  return result.overallResult === "Allowed";
}

function document(Statement: readonly unknown[]) {
  return { Version: "2012-10-17", Statement };
}
