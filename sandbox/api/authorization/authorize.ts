import { createValidatedPolicy, validateResourcePolicy } from "@cloud-copilot/iam-policy";
import { runSimulation, runUnsafeSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import type { Call } from "../call";
import type { Ask } from "../operation";
import { ServiceError } from "../service-error";
import { type Owned, ownerOf } from "./resource-policy";
import { type RolePolicies, rolePolicies } from "./role-policies";
import { principalArn } from "./sessions";

/**
 * Refuses a call that the caller's policies do not allow: those of the role, its boundary, the
 * session's own, and the policy of each resource.
 *
 * @throws {ServiceError} with AWS's message, which names the first permission that is missing
 */
export async function authorize(asks: readonly Ask[], call: Call, code: string): Promise<void> {
  if (asks.length === 0) return;
  const policies = rolePolicies(call.account, call.caller.role);
  for (const ask of asks) {
    const owned = ownerOf(call.world, call.account, ask.resource);
    const verdict = await judge(ask, call, policies, owned);
    if (verdict !== "Allowed") throw denied(ask, call, verdict, code);
  }
}

/** What the simulator says. */
type Verdict = "Allowed" | "ExplicitlyDenied" | "ImplicitlyDenied";

/** Verdicts by everything that they follow from. A delivery asks the same questions again and again. */
const VERDICTS = new Map<string, Promise<Verdict>>();

/** How many verdicts are remembered: a rehearsal needs a few hundred. */
const REMEMBERED = 10_000;

function judge(ask: Ask, call: Call, policies: RolePolicies, owned: Owned): Promise<Verdict> {
  const simulation = simulationOf(ask, call, policies, owned);
  const key = JSON.stringify(withoutUnreadKeys(simulation));
  const known = VERDICTS.get(key);
  if (known) return known;
  if (VERDICTS.size >= REMEMBERED) VERDICTS.clear();
  const verdict = simulate(ask, simulation);
  VERDICTS.set(key, verdict);
  return verdict;
}

/** Keys that differ from call to call: where no policy reads one, it decides over nothing. */
const OF_THE_MOMENT = ["aws:CurrentTime", "aws:EpochTime", "aws:TokenIssueTime"];

function withoutUnreadKeys(simulation: Simulation): Simulation {
  const { request, ...policies } = simulation;
  const text = JSON.stringify(policies).toLowerCase();
  const keys = Object.entries(request.contextVariables).filter(
    ([key]) => !OF_THE_MOMENT.includes(key) || text.includes(key.toLowerCase()),
  );
  return { ...policies, request: { ...request, contextVariables: Object.fromEntries(keys) } };
}

function simulationOf(
  ask: Ask,
  call: Call,
  { identity, boundary, tags }: RolePolicies,
  owned: Owned,
): Simulation {
  const { caller } = call;
  return {
    request: {
      principal: caller.arn,
      action: ask.action,
      resource: { resource: ask.resource, accountId: owned.accountId },
      contextVariables: {
        ...requestKeys(call),
        ...tagKeys({ ...tags, ...caller.tags }, owned),
        ...ask.context,
      },
    },
    identityPolicies: identity.map(({ name, policy }) => ({ name, policy })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(boundary && { permissionBoundaryPolicies: [boundary] }),
    ...(caller.sessionPolicy && { sessionPolicy: JSON.parse(caller.sessionPolicy) }),
    ...(owned.policy !== undefined && { resourcePolicy: owned.policy }),
  };
}

async function simulate(ask: Ask, simulation: Simulation): Promise<Verdict> {
  if (UNLISTED.some((each) => each.test(`${ask.action} on ${ask.resource}`))) {
    const { resourcePolicy, sessionPolicy: _, ...own } = simulation;
    const policy =
      resourcePolicy &&
      createValidatedPolicy(resourcePolicy, validateResourcePolicy, { name: "resource" });
    return runUnsafeSimulation({ ...own, ...(policy && { resourcePolicy: policy }) }, {});
  }
  const answer = await runSimulation(simulation, {});
  if (answer.resultType === "error") {
    const { message } = answer.errors;
    throw new Error(`${ask.action} on ${ask.resource} cannot be judged: ${message}`);
  }
  return answer.overallResult;
}

/**
 * What the simulator's data does not have, so that nothing of the question is checked there: encryption
 * contexts, packages without a namespace, and where it takes an ARN for one of two types.
 */
const UNLISTED = [
  /^kms:/,
  /^codeartifact:\w+ on .*:package\/.*\/pypi\/\//,
  /^appconfig:\w+ on .*\/(hostedconfigurationversion|deployment)\//,
];

/** Keys of every request. Source: IAM user guide, "AWS global condition context keys". */
function requestKeys({ caller, region, now }: Call): Record<string, string> {
  return {
    "aws:PrincipalArn": principalArn(caller),
    "aws:PrincipalAccount": caller.accountId,
    "aws:PrincipalType": caller.user === undefined ? "AssumedRole" : "User",
    "aws:userid": caller.userId,
    ...(caller.user !== undefined && { "aws:username": caller.user }),
    "aws:RequestedRegion": region,
    "aws:SecureTransport": "true",
    "aws:ViaAWSService": "false",
    "aws:PrincipalIsAWSService": "false",
    "aws:CurrentTime": now.toISOString().replace(".000Z", "Z"),
    "aws:EpochTime": String(Math.floor(now.getTime() / 1000)),
    "aws:TokenIssueTime": caller.issuedAt,
    ...(caller.sourceIdentity && { "aws:SourceIdentity": caller.sourceIdentity }),
  };
}

function tagKeys(principal: object, { tags }: Owned): Record<string, string> {
  const keys = (prefix: string, of: object) =>
    Object.entries(of).map(([tag, value]) => [`aws:${prefix}/${tag}`, String(value)]);
  return Object.fromEntries([...keys("PrincipalTag", principal), ...keys("ResourceTag", tags)]);
}

/** Source of the words: IAM user guide, "Troubleshoot access denied error messages". */
function denied(ask: Ask, { caller }: Call, verdict: Verdict, code: string): ServiceError {
  const why =
    verdict === "ExplicitlyDenied"
      ? "with an explicit deny in a policy"
      : `because no policy allows the ${ask.action} action`;
  const on = ask.resource === "*" ? "" : ` on resource: ${ask.resource}`;
  return new ServiceError(
    code,
    `User: ${caller.arn} is not authorized to perform: ${ask.action}${on} ${why}`,
    403,
  );
}
