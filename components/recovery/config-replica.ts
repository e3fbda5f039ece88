import * as pulumi from "@pulumi/pulumi";
import { factsOf, type Workload } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import { configParameters } from "../workload/config-parameters";
import { intake } from "../workload/worker/intake";

export interface ConfigReplicaArgs {
  /** The workload's context. */
  context: Context;
  /** The workload whose parameters are made once more. */
  workload: Workload;
  /** ARN of the DR region's replica of the KMS key `config`. */
  keyArn: pulumi.Input<string>;
}

/**
 * The SSM parameters of one workload in the DR region, under the same paths: Parameter Store copies
 * nothing between regions, and the catalog has all of their values. A worker's intake there is a
 * switch of its own, and open. Secrets are copied by Secrets Manager: see `ConfigNamespace`. To be
 * given the provider of the DR region.
 */
export class ConfigReplica extends pulumi.ComponentResource {
  constructor(name: string, args: ConfigReplicaArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:recovery:ConfigReplica", name, {}, opts);
    const { context, workload, keyArn } = args;
    configParameters(name, { context, config: workload.config, keyArn }, this);
    if (factsOf(workload).hasIntake)
      intake(name, { context, configKeyArn: keyArn }, { parent: this });
    this.registerOutputs({});
  }
}
