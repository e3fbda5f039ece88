import type { KnownWorkload } from "../../functions/support/workloads";
import type { Outcome, Step } from "../../functions/synthetic-check/check";
import { pathOf, routeTakes } from "../../infra/catalog/paths";
import { isEnvironment } from "../../infra/environments";
import { workloadNames } from "../../infra/naming/workload-names";
import { behaviourOf } from "../api/simulation/behaviours";
import { codeOfVersion } from "../api/simulation/lambda-versions";
import { digestOf, findTaskDefinition } from "../api/simulation/revisions";
import { taskSetsOf } from "../api/simulation/task-sets";
import type { Account } from "../api/world";
import { targetsOf } from "../cloud/deployments/codedeploy";
import type { Entry, Properties } from "../cloud/record";
import { objectOf } from "../cloud/values";

/** What the load balancer answers to a request of a test, by what runs behind its listener. */
export function answerOfListener(account: Account, { url, status }: Step): Outcome {
  const { port, pathname } = new URL(url);
  const rule = ruleFor(account, Number(port || 443), pathname);
  // The listener's own answer where no rule takes the path (components/runtime/listeners.ts).
  if (!rule) return { status: 404 };
  const [target] = targetsOf(rule.state).sort((a, b) => Number(b.weight) - Number(a.weight));
  const code = codeBehind(account, String(target?.arn));
  return code === undefined ? { status: 503 } : answerOf(account, code, status);
}

/**
 * What a version of a workload's function returns to the request of an HTTP API, or once it has migrated; nothing where it is
 * no such call, or its migrations fail.
 */
export function answerOfFunction(
  account: Account,
  workloads: readonly KnownWorkload[],
  { functionName, version, payload }: { functionName: string; version: string; payload: unknown },
): { readonly statusCode: number } | undefined {
  if (Object(payload).migrate !== undefined) {
    const behaviour = behaviourOf(account, codeOfVersion(account, functionName, version));
    return behaviour === "broken" ? undefined : { statusCode: 200 };
  }
  const { method, path } = Object(objectOf(Object(payload).requestContext)?.http);
  const [, environment = ""] = /-(dev|stg|prod)-function$/.exec(functionName) ?? [];
  if (path === undefined || !isEnvironment(environment)) return undefined;
  const workload = workloads.find(
    ({ name: service }) => workloadNames({ service, environment }).function === functionName,
  );
  const { happyPath } = workload?.checks ?? {};
  const isHappy = happyPath?.method === method && pathOf(happyPath?.path ?? "") === path;
  const expected = isHappy ? Number(happyPath?.status) : 200;
  const outcome = answerOf(account, codeOfVersion(account, functionName, version), expected);
  return { statusCode: "status" in outcome ? outcome.status : 504 };
}

/** @param expected - the status of a success */
function answerOf(account: Account, code: string, expected: number): Outcome {
  switch (behaviourOf(account, code)) {
    case "healthy":
    case "slow":
    case "hanging":
    // One request of five fails: a test that asks again does not see it.
    case "5xx":
      return { status: expected };
    case "broken":
      return { status: 500 };
    case "crashing":
      return { status: 503 };
    case "silent":
      return { failure: "took longer than 10000 ms" };
  }
}

/** The rule of a listener that takes a path: the one whose priority comes first. */
function ruleFor({ cloud }: Account, port: number, path: string): Entry | undefined {
  const listeners = cloud
    .list("aws:lb/listener:Listener")
    .filter(({ state }) => state.port === port)
    .map(({ state }) => state.arn);
  return cloud
    .list("aws:lb/listenerRule:ListenerRule")
    .filter(({ state }) => listeners.includes(state.listenerArn) && takes(state, path))
    .sort((a, b) => Number(a.state.priority) - Number(b.state.priority))[0];
}

function takes({ conditions }: Properties, path: string): boolean {
  const patterns = Array.isArray(conditions)
    ? conditions.flatMap((each) => objectOf(objectOf(each)?.pathPattern)?.values ?? [])
    : [];
  return patterns.some((each) => routeTakes(String(each), path));
}

/** Digest of the image of the tasks of a target group; nothing where there are none. */
function codeBehind(account: Account, targetGroup: string): string | undefined {
  for (const service of account.cloud.list("aws:ecs/service:Service")) {
    const set = taskSetsOf(account, service).find((each) => each.targetGroupArn === targetGroup);
    const definition = set && findTaskDefinition(account, set.taskDefinition);
    if (set && definition && set.desiredCount > 0) return digestOf(definition);
  }
  return undefined;
}

/** State of the platform's function of a folder of `functions/`; nothing where the account has none. */
export function functionOf({ cloud }: Account, folder: string): Properties | undefined {
  const isOf = ({ state }: Entry) => String(state.s3Key).includes(`/functions/${folder}/`);
  return cloud.list("aws:lambda/function:Function").find(isOf)?.state;
}
