import * as pulumi from "@pulumi/pulumi";
import { RETIREMENT_TYPE } from "../../infra/catalog/removals";
import type { Workload } from "../../infra/catalog/workload";

export interface RetirementArgs {
  /** Name of the workload. */
  workload: string;
  /** How it is retired, as its entry says. */
  retired: NonNullable<Workload["retired"]>;
}

/**
 * The record, in the state, of who agreed to retire a workload, and until when its data is kept. It
 * makes nothing: once the entry is removed, it is all that says that it may be.
 */
export class Retirement extends pulumi.ComponentResource {
  constructor(name: string, args: RetirementArgs, opts?: pulumi.ComponentResourceOptions) {
    // Unlike other components', its arguments are for the state.
    super(RETIREMENT_TYPE, name, { workload: args.workload, ...args.retired }, opts);
    this.registerOutputs({});
  }
}
