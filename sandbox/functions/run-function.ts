import { unzipSync } from "fflate";
import { closeIncident } from "../../functions/close-incident/close-incident";
import { gateDeployment } from "../../functions/gate-deployment/gate-deployment";
import { openIncident } from "../../functions/open-incident/open-incident";
import { publishKpis } from "../../functions/publish-kpis/publish-kpis";
import { recordShift } from "../../functions/record-shift/record-shift";
import { runMigrations } from "../../functions/run-migrations/run-migrations";
import { smokeTest } from "../../functions/smoke-test/smoke-test";
import type { Handler, Runtime } from "../../functions/support/runtime";
import { readWorkloads, WORKLOADS_FILE } from "../../functions/support/workloads";
import { openSession } from "../api/authorization/sessions";
import { findBy, nameIn } from "../api/resources";
import type { Account, FunctionRuntime, World } from "../api/world";
import type { Properties } from "../cloud/record";
import { objectOf } from "../cloud/values";
import { answerOfFunction, answerOfListener, functionOf } from "./workload-answers";

/** Handlers of the platform's functions, by their folder in `functions/`. */
const HANDLERS: Readonly<Record<string, (runtime: Runtime) => Handler>> = {
  "close-incident": closeIncident,
  "gate-deployment": gateDeployment,
  "open-incident": openIncident,
  "publish-kpis": publishKpis,
  "record-shift": recordShift,
  "run-migrations": runMigrations,
  "smoke-test": smokeTest,
};

const FUNCTION = "aws:lambda/function:Function";
const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";

/** How the platform's functions reach what is outside. */
export interface FunctionsStage {
  readonly world: World;
  /** Endpoint of AWS's API for all accounts. */
  readonly endpoint: string;
  /** Endpoint of GitHub's API. */
  readonly gitHubUrl: string;
}

/**
 * Runs the platform's functions with their own code: each with the variables, the files and the role that the account's
 * record has of it. Time passes for them as for AWS: they wait for nothing. A function of a workload answers the requests
 * of its HTTP API as its code behaves, and nothing else has code here.
 *
 * @param stage - where they run, once it is served
 */
export function platformFunctions(stage: () => FunctionsStage): FunctionRuntime {
  return async ({ account, functionName, version, payload }) => {
    try {
      const started = startFunction(stage(), account, functionName);
      if (started) return { returned: await started(payload) };
    } catch (error) {
      const thrown = error instanceof Error ? error : new Error(String(error));
      return { error: { type: thrown.name, message: thrown.message } };
    }
    const call = { functionName, version, payload };
    const returned = answerOfFunction(account, workloadsIn(account), call);
    if (returned) return { returned };
    const message = `${functionName} has no code that runs here`;
    return { error: { type: "Runtime.ImportModuleError", message } };
  };
}

/**
 * One of the platform's functions as Lambda keeps it between events: started once, with the variables, the files and the role
 * of that moment. Nothing where it has no code here.
 */
export function startFunction(
  stage: FunctionsStage,
  account: Account,
  functionName: string,
): ((payload: unknown) => Promise<unknown>) | undefined {
  const state = findBy(account, FUNCTION, "name", functionName)?.state;
  const folder = Object.keys(HANDLERS).find((each) => isOf(each, state));
  const create = HANDLERS[folder ?? ""];
  if (state === undefined || create === undefined) return undefined;
  const handler = create(runtimeOf(stage, account, state));
  return (payload) => handler(payload, contextOf(functionName, state));
}

/** Whether the code of a function is that of a folder: its zip's key names it. */
function isOf(folder: string, state: Properties | undefined): boolean {
  return String(state?.s3Key).includes(`/functions/${folder}/`);
}

function runtimeOf(
  { world, endpoint, gitHubUrl }: FunctionsStage,
  account: Account,
  state: Properties,
): Runtime {
  const variables = objectOf(objectOf(state.environment)?.variables) ?? {};
  const env = Object.fromEntries(Object.entries(variables).map(([key, text]) => [key, `${text}`]));
  const role = nameIn(state.role);
  return {
    env: { ...env, GITHUB_API_URL: gitHubUrl },
    aws: {
      region: account.region,
      endpoint,
      credentials: openSession(world, { account, role, sessionName: String(state.name) }),
    },
    now: () => world.clock.now(),
    sleep: async () => {},
    quiet: true,
    request: async (step) => answerOfListener(account, step),
    file: (name) => fileIn(account, state, name),
  };
}

/** The workloads that the functions of an account know; none where it has no such function. */
function workloadsIn(account: Account) {
  const state = functionOf(account, "smoke-test");
  return state ? readWorkloads(fileIn(account, state, WORKLOADS_FILE)) : [];
}

/** A file of the function's zip, as it was uploaded. */
function fileIn(account: Account, { s3Key }: Properties, name: string): string {
  const object = findBy(account, OBJECT, "key", s3Key);
  const zip = Buffer.from(String(object?.inputs.contentBase64 ?? ""), "base64");
  const file = unzipSync(zip, { filter: (each) => each.name === name })[name];
  if (file === undefined) throw new Error(`${name} is in no zip at ${s3Key}`);
  return new TextDecoder().decode(file);
}

/** What Lambda says of an invocation (Lambda guide, "Node.js context object"). */
export function contextOf(functionName: string, { arn, timeout }: Properties) {
  const unused = () => {
    throw new Error("callbacks belong to Node.js 22 and before");
  };
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName,
    functionVersion: "1",
    invokedFunctionArn: String(arn),
    memoryLimitInMB: "256",
    awsRequestId: "00000000-0000-4000-8000-000000000000",
    logGroupName: "",
    logStreamName: "",
    getRemainingTimeInMillis: () => Number(timeout) * 1000,
    done: unused,
    fail: unused,
    succeed: unused,
  };
}
