import { expect } from "chai";
import { AccountPublicAccessBlock } from "../../../components/storage/account-public-access-block";
import { contextIn } from "../../support/contexts";
import { only, record } from "../../support/record";

describe("AccountPublicAccessBlock", () => {
  it("blocks public policies and access lists in the whole account", async () => {
    const made = await record(
      () => new AccountPublicAccessBlock("block", { context: contextIn("prod") }),
    );
    const type = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";
    expect(only(made, type).inputs).to.deep.equal({
      accountId: "333333333333",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  });
});
