import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { separatelyManagedInputs } from "../../separately-managed-inputs";
import { ownedName } from "../links/owned-names";

export interface DatabaseSecurityGroupsArgs {
  /** Context of the Terraform stack that owns the databases. */
  context: Context;
  /** Names of the databases. */
  databases: readonly string[];
  /** Id of the VPC, `vpc-...`. */
  vpcId: pulumi.Input<string>;
}

/**
 * Makes the security group of each database of a Terraform stack. Nothing reaches it but by a link, and
 * a database opens no connection.
 *
 * @returns their ids, by name
 */
export function databaseSecurityGroups(
  name: string,
  { context, databases, vpcId }: DatabaseSecurityGroupsArgs,
  opts: pulumi.CustomResourceOptions,
): Record<string, pulumi.Output<string>> {
  const groups = databases.map((database) => {
    const group = new aws.ec2.SecurityGroup(
      `${name}-database-${database}`,
      {
        name: ownedName(context, "database", database),
        description: `Database ${database} of ${context.service}`,
        vpcId,
        tags: context.tags(`database-${database}`),
      },
      { ...opts, ignoreChanges: separatelyManagedInputs("aws:ec2/securityGroup:SecurityGroup") },
    );
    return [database, group.id] as const;
  });
  return Object.fromEntries(groups);
}
