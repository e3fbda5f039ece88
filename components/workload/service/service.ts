import * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Scope } from "../../../infra/scope";
import type { Ground, WorkloadConfig } from "../ground";

export interface ServiceArgs {
  /** The workload's scope. */
  scope: Scope;
  workload: WorkloadOf<"service">;
  ground: Ground;
  config: WorkloadConfig;
}

/** A service on ECS Fargate behind the load balancer, moved blue-green (CI/CL-002 §7.1). */
export class Service extends pulumi.ComponentResource {
  constructor(name: string, args: ServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:Service", name, args, opts);
    this.registerOutputs({});
  }
}
