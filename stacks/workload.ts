import type * as pulumi from "@pulumi/pulumi";
import { DeployRole } from "../components/identity/deploy-role";
import type { Signals } from "../components/observe/dashboard/workload-widgets";
import { Watch } from "../components/observe/watch";
import { ConfigNamespace } from "../components/workload/config-namespace";
import type {
  EnvironmentResources,
  WorkloadConfig,
} from "../components/workload/environment-resources";
import { Function } from "../components/workload/function/function";
import { Job } from "../components/workload/job/job";
import type { Observed } from "../components/workload/observed";
import { WorkQueue } from "../components/workload/queue/work-queue";
import { Service } from "../components/workload/service/service";
import { Worker } from "../components/workload/worker/worker";
import type { Workload, WorkloadOf } from "../infra/catalog/workload";
import { identityOf } from "../infra/catalog/workload";
import { type Context, contextOf } from "../infra/context";
import type { Settings } from "../infra/settings/parse";
import { featureFlags, flagReaders } from "./flags";
import type { Foundation } from "./foundation";
import type { Recovery } from "./recovery";

/** What a release of one workload needs to know. */
export type Delivery = Readonly<Record<string, unknown>>;

/** What every class of workload publishes. */
type Running = pulumi.Resource & { readonly observed: Observed; readonly delivery: Delivery };

/** What one workload has in one environment. */
export interface Made {
  readonly config: WorkloadConfig;
  /** What it runs as. @default - nothing runs here */
  readonly running?: pulumi.Resource;
  /** What it tells of what runs. @default - it has nothing to tell */
  readonly told?: { readonly delivery: Delivery; readonly signals: Signals };
}

/**
 * Makes what one workload has in one environment: the role that delivers it, its config, what it
 * runs as, and what watches that. A kind that runs nothing here has nothing to tell.
 */
export function workload(
  settings: Settings,
  entry: Workload,
  base: Foundation & { readonly recovered: Recovery | undefined },
  opts: pulumi.ComponentResourceOptions,
): Made {
  const { oidc, environmentResources, script, recovered } = base;
  const context = contextOf(settings, identityOf(entry));
  const { name } = entry;
  const { permissionsBoundaryArn, keyArns } = environmentResources;
  new DeployRole(
    `${name}-deploy`,
    { context, workload: entry, providerArn: oidc.arn, permissionsBoundaryArn },
    opts,
  );
  const config = new ConfigNamespace(
    `${name}-config`,
    {
      context,
      workload: entry,
      configKeyArn: keyArns.config,
      replicaKeyArn: recovered?.keyArns.config,
    },
    opts,
  );
  const readers = flagReaders(entry, context, base.flags);
  const running = run(entry, { context, environmentResources, config, ...readers }, opts);
  if (!running) return { config };
  const { observed } = running;
  const watch = new Watch(
    `${name}-watch`,
    { context, observed, environmentResources, script },
    opts,
  );
  const flags = featureFlags(entry, running, { ...base, context }, opts);
  const delivery = {
    ...running.delivery,
    ...watch.delivery,
    ...(flags && { flags: flags.delivery }),
  };
  return { config, running, told: { delivery, signals: watch.signals } };
}

function run(
  entry: Workload,
  given: {
    context: Context;
    environmentResources: EnvironmentResources;
    config: WorkloadConfig;
  } & ReturnType<typeof flagReaders>,
  opts: pulumi.ComponentResourceOptions,
): Running | undefined {
  const { name } = entry;
  switch (entry.kind) {
    case "service":
      return new Service(name, { ...given, workload: entry }, opts);
    case "function": {
      const queue = queueOf(entry, given, opts);
      return new Function(name, { ...given, workload: entry, queue }, opts);
    }
    case "worker":
      return new Worker(name, { ...given, workload: entry }, opts);
    case "job":
      return new Job(name, { ...given, workload: entry }, opts);
    case "terraform":
      break;
  }
  return undefined;
}

/** The queue that a function consumes, where it does. */
function queueOf(
  { name, consumes, concurrency }: WorkloadOf<"function">,
  {
    context,
    environmentResources: { keyArns, alertTopicArn },
  }: { context: Context; environmentResources: EnvironmentResources },
  opts: pulumi.ComponentResourceOptions,
): WorkQueue | undefined {
  if (!consumes) return undefined;
  const backlog = { above: concurrency * context.settings.alarms.queueBacklogPerTask };
  const messagingKeyArn = keyArns.messaging;
  return new WorkQueue(
    `${name}-queue`,
    { context, queue: consumes, messagingKeyArn, alertTopicArn, backlog },
    opts,
  );
}
