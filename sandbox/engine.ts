import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import {
  type EngineEvent,
  LocalWorkspace,
  PulumiCommand,
  type PulumiFn,
  type Stack,
  StackAlreadyExistsError,
} from "@pulumi/pulumi/automation/index.js";
import type { Environment } from "../infra/environments";
import type { Command } from "./arguments";
import type { Folders } from "./folders";
import { copyPack, type Project } from "./project";
import { INTERRUPTED, type Report, reportOf } from "./report";
import {
  clearPending,
  freeLock,
  hasPending,
  removeHalfWritten,
  stateFile,
  unprotect,
} from "./state";

/** A simulated GitHub, as what asks it finds it. */
export interface GitHubAccess {
  /** Address of its API, on loopback. */
  readonly url: string;
  readonly token: string;
}

/** One run of the engine. */
export interface Run {
  readonly folders: Folders;
  readonly project: Project;
  readonly environment: Environment;
  readonly command: Command;
  readonly program: PulumiFn;
  /** Folder of the policy pack. */
  readonly pack: string;
  /** Account that the simulated credentials belong to: 12 digits. */
  readonly account: string;
  /** GitHub that deployment rules are made in. @default - none */
  readonly gitHub?: GitHubAccess;
  /** File of the pack's configuration. @default - each policy's own defaults */
  readonly policyConfig?: string;
  /** File of a plan: `preview` writes it, and `up` does nothing beyond it. */
  readonly plan?: string;
  /** Whether the state is saved once, at the end: a killed run cannot go on then. */
  readonly saveAtEnd: boolean;
  /** Stops the engine after what it is doing. */
  readonly signal: AbortSignal;
  /** Takes the engine's own output, as it comes. */
  readonly output: (text: string) => void;
  /** Takes what a user should know while it runs: a sentence each. */
  readonly say: (sentence: string) => void;
}

const require = createRequire(import.meta.url);
leaveOutDebugging();

/** Runs the engine once, and reports what it did, whether it went well or not. */
export async function runEngine(run: Run): Promise<Report> {
  const { environment, command } = run;
  if (command !== "preview") await freeLock(run);
  removeHalfWritten(run.folders);
  const stack = await stackOf(run);
  leaveOutSummary(stack);
  await recoverInterrupted(stack, run);
  const events: EngineEvent[] = [];
  const failure = await operate(stack, run, events).catch((error: Error) =>
    run.signal.aborted ? INTERRUPTED : lastErrorOf(error),
  );
  if (command === "destroy" && failure === undefined) await removeEnvironment(stack, run);
  return reportOf(environment, command, events, failure);
}

/** The CLI, which is asked for its version once. */
let pulumi: Promise<PulumiCommand> | undefined;

async function stackOf(run: Run): Promise<Stack> {
  const { folders, project, environment, program, account, plan, saveAtEnd } = run;
  const { gitHub } = run;
  pulumi ??= PulumiCommand.get();
  const workDir = folders.work(environment);
  mkdirSync(workDir, { recursive: true });
  project.copyTo(workDir, environment);
  const stack = {
    stackName: environment,
    projectName: project.name,
    program,
  };
  const envVars = {
    NC_SANDBOX_CLOUD: folders.cloud(environment),
    NC_SANDBOX_ACCOUNT: account,
    ...(gitHub ? { GITHUB_API_URL: gitHub.url, GITHUB_TOKEN: gitHub.token } : {}),
    // The engine's memory may grow to five times of what it needs before it is collected: it needs
    // little, and its collector took a sixth of its time.
    GOGC: "400",
    // Saving a state of 500 resources after each of them takes two thirds of an update.
    ...(saveAtEnd ? { PULUMI_SKIP_CHECKPOINTS: "true" } : {}),
    // The CLI takes plans behind this switch, as the workflows do.
    ...(plan === undefined ? {} : { PULUMI_EXPERIMENTAL: "true" }),
  };
  const options = { workDir, envVars, pulumiCommand: await pulumi };
  if (existsSync(stateFile(folders, project, environment)))
    return LocalWorkspace.selectStack(stack, options);
  try {
    return await LocalWorkspace.createStack(stack, options);
  } catch (error) {
    // Another first run has made it meanwhile.
    if (!(error instanceof StackAlreadyExistsError)) throw error;
    return LocalWorkspace.selectStack(stack, options);
  }
}

/**
 * After an update, Pulumi's SDK starts the CLI three times, for the stack's outputs and for its last
 * update, which nobody reads here: a tenth of the time of an update.
 */
function leaveOutSummary(stack: Stack): void {
  stack.outputs = () => Promise.resolve({});
  stack.info = () => Promise.resolve(undefined);
}

/** Completes what a killed run left pending, and unprotects what is to be destroyed. */
async function recoverInterrupted(stack: Stack, run: Run): Promise<void> {
  const { command, environment, folders, project, say } = run;
  if (command === "preview") return;
  const left = hasPending(folders, project, environment) ? await clearPending(stack) : [];
  for (const urn of left) {
    say(`${environment}: an earlier run was interrupted at ${urn}: it is done again`);
  }
  if (command !== "destroy") return;
  const opened = await unprotect(stack);
  if (opened.length > 0) {
    say(
      `${environment}: ${opened.length} protected resources are unprotected, in the sandbox only`,
    );
  }
}

/** @returns nothing: a failure is thrown */
async function operate(stack: Stack, run: Run, events: EngineEvent[]): Promise<undefined> {
  const { command, folders, pack, policyConfig, plan, signal, output } = run;
  const shared = {
    color: "never",
    onEvent: (event: EngineEvent) => events.push(event),
    onOutput: output,
    onError: output,
    signal,
  } as const;
  if (command === "preview" || command === "up") {
    const planOption = plan === undefined ? {} : { plan: resolve(plan) };
    await stack[command]({
      ...shared,
      ...planOption,
      policyPacks: [copyPack(pack, folders)],
      policyPackConfigs: policyConfig === undefined ? [] : [resolve(policyConfig)],
    });
  } else {
    await stack[command](shared);
  }
}

/** Removes the stack, and the simulated account, which is empty by now. */
async function removeEnvironment(stack: Stack, { folders, environment }: Run): Promise<void> {
  await stack.workspace.removeStack(stack.name);
  rmSync(folders.work(environment), { recursive: true, force: true });
  const cloud = folders.cloud(environment);
  if (!existsSync(cloud)) return;
  const left = readdirSync(cloud, { recursive: true, withFileTypes: true });
  if (!left.some((each) => each.isFile())) rmSync(cloud, { recursive: true });
}

/** What of Pulumi's SDK is replaced. */
interface SdkModules {
  readonly debuggable: {
    debuggablePromise<T>(promise: Promise<T>, context: unknown): Promise<T>;
  };
  readonly log: { debug(message: string): Promise<void> };
}

/**
 * Takes from Pulumi's SDK what it does for each resource and nobody reads: a stack trace for each
 * promise, which only PULUMI_DEBUG_PROMISE_LEAKS prints, and three calls to the engine that log for
 * `--debug`, one after the other. Both together took half of the program's time.
 */
function leaveOutDebugging(): void {
  const [debuggable, log] = ["runtime/debuggable.js", "log/index.js"].map((file) =>
    require(`@pulumi/pulumi/${file}`),
  ) as [SdkModules["debuggable"], SdkModules["log"]];
  const { debuggablePromise } = debuggable;
  debuggable.debuggablePromise = (promise, context) => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(promise, context);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  };
  log.debug = () => Promise.resolve();
}

/** What the CLI says went wrong, without what it said before. */
function lastErrorOf(error: Error): string {
  const said = /^error: (.+)$/m.exec(error.message)?.[1];
  return said ?? error.stack ?? error.message;
}
