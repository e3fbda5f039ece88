import { expect } from "chai";
import { DeliveryTables } from "../../../components/audit/delivery-tables";
import { contextOf, PLATFORM } from "../../../infra/context";
import { platformNames } from "../../../infra/naming/platform-names";
import { contextIn, settingsOf } from "../../support/contexts";
import { recordOptions } from "../../support/options";
import { only, record } from "../../support/record";

const TABLE = "aws:dynamodb/table:Table";
const KEY = "arn:aws:kms:ca-central-1:222222222222:key/audit";
const args = { context: contextIn("stg"), auditKeyArn: KEY };

describe("DeliveryTables", () => {
  it("[§16] keeps each event of a workload once, and finds them by time", async () => {
    const made = await record(() => new DeliveryTables("delivery", args));
    const tables = ["delivery-ledger", "delivery-promotions"].map(
      (name) => only(made, TABLE, name).inputs,
    );

    const both = {
      billingMode: "PAY_PER_REQUEST",
      hashKey: "workload",
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: KEY },
      deletionProtectionEnabled: true,
    };
    expect(tables).to.deep.equal([
      {
        ...both,
        name: "nc-platform-stg-ledger",
        rangeKey: "id",
        attributes: [
          { name: "workload", type: "S" },
          { name: "id", type: "S" },
          { name: "at", type: "S" },
        ],
        localSecondaryIndexes: [{ name: "by-time", rangeKey: "at", projectionType: "ALL" }],
        tags: args.context.tags("ledger"),
      },
      {
        ...both,
        name: "nc-platform-stg-promotions",
        attributes: [{ name: "workload", type: "S" }],
        tags: args.context.tags("promotions"),
      },
    ]);
    const { ledger, promotions } = platformNames(args.context.settings);
    expect(tables.map(({ name }) => name)).to.deep.equal([ledger, promotions]);
  });

  for (const protect of [true, false]) {
    it(`${protect ? "refuses" : "allows"} their deletion as settings say`, async () => {
      const context = contextOf(settingsOf("stg", { protect }), PLATFORM);
      const { optionsOf, opts } = recordOptions();
      const made = await record(() => new DeliveryTables("delivery", { ...args, context }, opts));

      for (const { inputs } of made.filter(({ type }) => type === TABLE)) {
        expect(inputs.deletionProtectionEnabled).to.equal(protect);
      }
      expect(optionsOf.get(TABLE)?.protect).to.equal(protect);
    });
  }
});
