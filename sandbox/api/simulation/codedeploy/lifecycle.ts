/** Where a deployment runs. */
export type Platform = "ECS" | "Lambda";

/** One step of a deployment: what happens, and for how long, in seconds. */
export type Step =
  /** Something that takes its time, such as the start of tasks. */
  | { readonly kind: "work"; readonly event: string; readonly seconds: number }
  /** A function that has to report. */
  | { readonly kind: "hook"; readonly event: string; readonly functionName: string }
  /** `percent` of the traffic is on the new version, for that long. */
  | {
      readonly kind: "shift";
      readonly event: string;
      readonly percent: number;
      readonly seconds: number;
    }
  /** The old tasks are kept. */
  | { readonly kind: "keep"; readonly seconds: number };

/** How a deployment config moves traffic. Source: CodeDeploy API, TrafficRoutingConfig. */
export type Routing =
  | { readonly type: "AllAtOnce" }
  | { readonly type: "TimeBasedCanary"; readonly percentage: number; readonly interval: number }
  | { readonly type: "TimeBasedLinear"; readonly percentage: number; readonly interval: number };

/** What a deployment is made of. */
export interface LifecycleArgs {
  readonly platform: Platform;
  readonly routing: Routing;
  /** Name of the function of each event that has one. */
  readonly hooks: Readonly<Record<string, string>>;
  /** Whether the deployment group has a listener for tests. */
  readonly hasTestListener: boolean;
  /** How long the old tasks are kept, in minutes. */
  readonly terminationWait: number;
}

/** Seconds that new tasks take to run and to be healthy: an image is pulled, and checks pass. */
const INSTALL = 90;

/** Seconds that every other event takes that waits for nothing. */
const MOMENT = 2;

/**
 * The steps of a deployment, in order. Source of the events: CodeDeploy user guide, "AppSpec 'hooks'
 * section"; the events of a platform are all passed, with a hook or without.
 */
export function stepsOf(args: LifecycleArgs): Step[] {
  const { platform, hooks, hasTestListener, terminationWait } = args;
  const hook = (event: string): Step => {
    const functionName = hooks[event];
    return functionName === undefined
      ? { kind: "work", event, seconds: 0 }
      : { kind: "hook", event, functionName };
  };
  const work = (event: string, seconds = MOMENT): Step => ({ kind: "work", event, seconds });
  const shifts = shiftsOf(args.routing);
  if (platform === "Lambda") {
    return [hook("BeforeAllowTraffic"), ...shifts, hook("AfterAllowTraffic")];
  }
  return [
    hook("BeforeInstall"),
    work("Install", INSTALL),
    hook("AfterInstall"),
    ...(hasTestListener ? [work("AllowTestTraffic"), hook("AfterAllowTestTraffic")] : []),
    hook("BeforeAllowTraffic"),
    ...shifts,
    hook("AfterAllowTraffic"),
    { kind: "keep", seconds: terminationWait * 60 },
  ];
}

function shiftsOf(routing: Routing): Step[] {
  const event = "AllowTraffic";
  const all: Step = { kind: "shift", event, percent: 100, seconds: MOMENT };
  if (routing.type === "AllAtOnce") return [all];
  const { percentage, interval } = routing;
  const seconds = interval * 60;
  if (routing.type === "TimeBasedCanary") {
    return [{ kind: "shift", event, percent: percentage, seconds }, all];
  }
  const count = Math.ceil(100 / percentage) - 1;
  const steps = Array.from({ length: count }, (_, index): Step => {
    return { kind: "shift", event, percent: percentage * (index + 1), seconds };
  });
  return [...steps, all];
}

/**
 * The routing of one of AWS's own deployment configs; `undefined` for any other name. Source: CodeDeploy
 * user guide, "Working with deployment configurations", such as `CodeDeployDefault.ECSCanary10Percent5Minutes`.
 */
export function predefinedRouting(name: string): Routing | undefined {
  const [, how, percentage, interval] =
    /^CodeDeployDefault\.(?:ECS|Lambda)(AllAtOnce|Canary|Linear)(?:(\d+)Percent(?:Every)?(\d+)Minutes?)?$/.exec(
      name,
    ) ?? [];
  if (how === undefined) return undefined;
  if (how === "AllAtOnce") return { type: "AllAtOnce" };
  return {
    type: how === "Canary" ? "TimeBasedCanary" : "TimeBasedLinear",
    percentage: Number(percentage),
    interval: Number(interval),
  };
}
