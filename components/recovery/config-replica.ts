import * as pulumi from "@pulumi/pulumi";
import { factsOf, type Workload } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import { configParameters } from "../workload/config-namespace";
import { intake } from "../workload/worker/intake";

export interface ConfigReplicaArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload whose parameters are made in the DR region too. */
  workload: Workload;
  /** ARN of the DR region's replica of the KMS key `config`. */
  keyArn: pulumi.Input<string>;
}

/**
 * The SSM parameters of one workload in the DR region, under the same paths. Parameter Store copies
 * nothing between regions, but the catalog has all values. A worker's intake parameter in the DR
 * region is independent of the primary region's, and starts open. Secrets Manager copies secrets
 * itself: see `ConfigNamespace`. The caller passes the provider of the DR region.
 */
export class ConfigReplica extends pulumi.ComponentResource {
  constructor(name: string, args: ConfigReplicaArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:recovery:ConfigReplica", name, {}, opts);
    const { context, workload, keyArn } = args;
    configParameters(name, { context, config: workload.config, keyArn }, { parent: this });
    if (factsOf(workload).hasIntake)
      intake(name, { context, configKeyArn: keyArn }, { parent: this });
    this.registerOutputs({});
  }
}
