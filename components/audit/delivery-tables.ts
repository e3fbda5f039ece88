import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { LEDGER_BY_TIME } from "../../infra/naming/platform-names";

export interface DeliveryTablesArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARN of the environment's KMS key `audit`. */
  auditKeyArn: pulumi.Input<string>;
}

/**
 * What an account remembers of its deliveries (CI/CL-002 §16, §19): the ledger, which has one item for
 * each event and only grows, and the promotion that each workload is in, which is one item that changes.
 *
 * An event's key is its workload and its id, so writing it twice leaves one item. The index `by-time` has
 * the same events by workload and time.
 */
export class DeliveryTables extends pulumi.ComponentResource {
  /** Name of the ledger's table. */
  readonly ledgerName: pulumi.Output<string>;
  /** Name of the promotions' table. */
  readonly promotionsName: pulumi.Output<string>;

  constructor(name: string, args: DeliveryTablesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:audit:DeliveryTables", name, {}, opts);
    const { context, auditKeyArn } = args;
    const { protect } = context.settings;
    const table = (component: string, keys: TableKeys) =>
      new aws.dynamodb.Table(
        `${name}-${component}`,
        {
          name: context.name("aws:dynamodb/table:Table", component),
          billingMode: "PAY_PER_REQUEST",
          hashKey: "workload",
          rangeKey: keys.rangeKey,
          attributes: ["workload", ...keys.sortedBy].map((each) => ({ name: each, type: "S" })),
          localSecondaryIndexes: keys.localSecondaryIndexes,
          pointInTimeRecovery: { enabled: true },
          serverSideEncryption: { enabled: true, kmsKeyArn: auditKeyArn },
          deletionProtectionEnabled: protect,
          tags: context.tags(component),
        },
        { parent: this, protect },
      );

    this.ledgerName = table("ledger", {
      rangeKey: "id",
      sortedBy: ["id", "at"],
      localSecondaryIndexes: [{ name: LEDGER_BY_TIME, rangeKey: "at", projectionType: "ALL" }],
    }).name;
    this.promotionsName = table("promotions", { sortedBy: [] }).name;
    this.registerOutputs({ ledgerName: this.ledgerName, promotionsName: this.promotionsName });
  }
}

/** How the items of one workload are told apart and sorted; a table without it has one item each. */
interface TableKeys extends Pick<aws.dynamodb.TableArgs, "rangeKey" | "localSecondaryIndexes"> {
  /** Every attribute, besides `workload`, that is part of a key: DynamoDB takes no other. */
  readonly sortedBy: readonly string[];
}
