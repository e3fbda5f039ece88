import * as pulumi from "@pulumi/pulumi";
import { type Shapes, valuesOf } from "../../../infra/catalog/shape";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import type { EnvironmentResources } from "../../environment-resources";
import type { Statement } from "../../identity/statement";
import type { KindContract } from "../release-contract";
import { databaseSecurityGroups } from "./database-security-groups";
import { managedPermissions } from "./managed-services";
import { terraformStateAccess, terraformStateKey } from "./state-access";

export interface TerraformArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload's entry in the catalog. */
  workload: WorkloadOf<"terraform">;
  /** Resources that the environment's workloads share. */
  environmentResources: Pick<EnvironmentResources, "terraformState" | "network">;
}

/**
 * A Terraform stack (CI/CL-002 §6). Its resources are Terraform's: the program says where its state and
 * its locks are, and makes the security groups of its databases, which links open to workloads.
 */
export class Terraform extends pulumi.ComponentResource {
  /** Ids of the security groups of its databases, by name. */
  readonly databaseSecurityGroupIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** The component's part of the workload's release contract. */
  readonly releaseContract: pulumi.Output<KindContract<"terraform">>;

  constructor(name: string, args: TerraformArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:Terraform", name, {}, opts);
    const { context, workload, environmentResources } = args;
    const { service, settings } = context;
    const { bucketName, keyArn, tableName } = environmentResources.terraformState;
    const { vpcId } = environmentResources.network;
    this.databaseSecurityGroupIds = databaseSecurityGroups(
      name,
      { context, databases: Object.keys(workload.owns.databases), vpcId },
      { parent: this },
    );
    const groups = this.databaseSecurityGroupIds;
    this.releaseContract = pulumi.output({
      kind: workload.kind,
      directory: workload.directory,
      backend: {
        bucket: bucketName,
        key: terraformStateKey(service),
        region: settings.region,
        dynamodb_table: tableName,
        use_lockfile: true as const,
        encrypt: true as const,
        kms_key_id: keyArn,
        workspace_key_prefix: `${service}/workspaces`,
      },
      ...(Object.keys(groups).length > 0 && { databaseSecurityGroupIds: groups }),
    });
    this.registerOutputs({ releaseContract: this.releaseContract });
  }
}

/** Applies a Terraform stack: its state, its lock, and what it says it manages (CI/CL-002 §6). */
export function terraformPermissions(
  context: Context,
  { manages }: WorkloadOf<"terraform">,
  shapes: Shapes,
): Statement[] {
  // What it managed before, its next release still has to delete.
  const before = valuesOf(shapes, (each) => each.manages);
  return [
    ...terraformStateAccess(context.settings, context.service),
    ...managedPermissions(context, [...new Set([...manages, ...before])]),
  ];
}
