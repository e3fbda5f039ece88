import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ReleasedShapes } from "../../../components/workload/released-shapes";
import { parseWorkload } from "../../../infra/catalog/parse";
import { identityOf } from "../../../infra/catalog/workload";
import { contextOf } from "../../../infra/context";
import { workload as ingest } from "../../fixtures/catalog/ingest-worker";
import { settingsOf } from "../../support/contexts";
import { recordOptions } from "../../support/options";
import { only, record } from "../../support/record";

const PARAMETER = "aws:ssm/parameter:Parameter";
const workload = parseWorkload(ingest, "ingest-worker");
const context = contextOf(settingsOf("prod"), identityOf(workload));

/** What it makes, and what it reads in `values`. */
async function made(...values: readonly string[]) {
  const { optionsOf, opts } = recordOptions();
  const found: unknown[] = [];
  const all = await record(() => {
    const released = new ReleasedShapes("released", { context }, opts);
    found.push(...values.map((each) => attempt(() => released.idsIn(each))));
    released.value.apply((value) => found.push(released.idsIn(value)));
  });
  return { all, found, options: optionsOf };
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error instanceof pulumi.ResourceError ? error.message : error;
  }
}

describe("ReleasedShapes", () => {
  it("is a parameter that begins with an empty list, which is a release's from then on", async () => {
    const { all, found, options } = await made();
    expect(only(all, PARAMETER).inputs).to.deep.equal({
      name: "/nc/prod/ingest-worker/config/released",
      type: "String",
      tier: "Standard",
      insecureValue: "[]",
      tags: context.tags("released"),
    });
    expect(options.get(PARAMETER)?.ignoreChanges).to.deep.equal(["insecureValue"]);
    expect(found).to.deep.equal([[]]);
  });

  it("reads the ids that releases have written", async () => {
    const [read] = (await made('["0123456789ab","ba9876543210"]')).found;
    expect(read).to.deep.equal(["0123456789ab", "ba9876543210"]);
  });

  for (const value of ["none", "[1]", "{}"]) {
    it(`refuses ${value}, which no release has written`, async () => {
      const [message] = (await made(value)).found;
      expect(message).to.equal(
        `/nc/prod/ingest-worker/config/released is ${JSON.stringify(value)}: ` +
          'expected a JSON list of ids such as ["0123456789ab"]',
      );
    });
  }
});
