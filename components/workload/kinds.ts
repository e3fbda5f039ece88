import type * as pulumi from "@pulumi/pulumi";
import type { KindName } from "../../infra/catalog/kinds";
import type { Shapes } from "../../infra/catalog/shape";
import type { WorkloadOf } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import type { EnvironmentResources, WorkloadConfig } from "../environment-resources";
import type { Statement } from "../identity/statement";
import type { WorkloadAlarms } from "../observe/alarms/alarm";
import type { Health } from "../observe/health";
import type { Sidecar } from "./container/task";
import type { Extension } from "./function/environment";
import { LambdaFunction } from "./function/lambda-function";
import { functionPermissions } from "./function/permissions";
import { Job } from "./job/job";
import { jobPermissions } from "./job/permissions";
import type { LinkTarget } from "./links/link-target";
import type { WorkloadLinks } from "./links/workload-links";
import type { KindContract, RunningKind } from "./release-contract";
import { servicePermissions } from "./service/permissions";
import { Service } from "./service/service";
import { Terraform, terraformPermissions } from "./terraform/terraform";
import { workerPermissions } from "./worker/permissions";
import { Worker } from "./worker/worker";

/** What every kind is given to make a workload of. */
export interface KindArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** Shapes that the environment serves. */
  shapes: Shapes;
  /** Resources that the environment's workloads share. */
  environmentResources: EnvironmentResources;
  /** ARNs of its parameters and secrets. */
  config: WorkloadConfig;
  /** Further containers of its task, where it runs as one. */
  sidecars: readonly Sidecar[];
  /** Lambda layers with extensions, where the workload runs as a function. */
  extensions: readonly Extension[];
  /** The links from the workload and to it. */
  links: WorkloadLinks;
}

/** The component of a workload that runs in the environment. */
export type RunningWorkload = pulumi.Resource & {
  readonly health: Health;
  /** The alarms on that health. */
  readonly alarms: WorkloadAlarms;
  /** Id of the security group in which it runs. */
  readonly securityGroupId: pulumi.Output<string>;
  /** HTTP API of a function. @default - it has none */
  readonly httpApi?: LinkTarget["httpApi"];
  readonly releaseContract: pulumi.Output<KindContract<RunningKind>>;
};

/** The component of a workload of which nothing runs in the environment. */
export type StaticWorkload = pulumi.Resource & {
  readonly health?: undefined;
  /** Ids of the security groups of its databases, by name. @default - it has none */
  readonly databaseSecurityGroupIds?: LinkTarget["databaseSecurityGroupIds"];
  readonly releaseContract: pulumi.Output<KindContract<Exclude<KindName, RunningKind>>>;
};

/** What the program has to know of one kind of workload. */
interface Kind<W> {
  /** Makes its component. */
  make(
    name: string,
    args: KindArgs & { workload: W },
    opts: pulumi.ComponentResourceOptions,
  ): RunningWorkload | StaticWorkload;
  /** IAM statements that a release of this kind needs; those of every release are added. */
  deliveryPermissions(context: Context, workload: W, shapes: Shapes): Statement[];
}

/** The kinds of workload. A new one is a folder next to this file, and an entry here. */
const KINDS: { readonly [Name in KindName]: Kind<WorkloadOf<Name>> } = {
  service: {
    make: (name, args, opts) => new Service(name, args, opts),
    deliveryPermissions: servicePermissions,
  },
  function: {
    make: (name, args, opts) => new LambdaFunction(name, args, opts),
    deliveryPermissions: functionPermissions,
  },
  worker: {
    make: (name, args, opts) => new Worker(name, args, opts),
    deliveryPermissions: workerPermissions,
  },
  job: {
    make: (name, args, opts) => new Job(name, args, opts),
    deliveryPermissions: jobPermissions,
  },
  terraform: {
    make: (name, args, opts) => new Terraform(name, args, opts),
    deliveryPermissions: terraformPermissions,
  },
};

/** The kind of `workload`, with the workload filled in. */
export function kindOf<Name extends KindName>(workload: WorkloadOf<Name>) {
  const kind: Kind<WorkloadOf<Name>> = KINDS[workload.kind];
  return {
    make: (args: KindArgs, opts: pulumi.ComponentResourceOptions) =>
      kind.make(workload.name, { ...args, workload }, opts),
    deliveryPermissions: (context: Context, shapes: Shapes) =>
      kind.deliveryPermissions(context, workload, shapes),
  };
}
