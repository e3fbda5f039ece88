import { expect } from "chai";
import { LambdaFunction } from "../../../../components/workload/function/lambda-function";
import { servedFunction } from "../../../../components/workload/function/served-function";
import type { Shapes } from "../../../../infra/catalog/shape";
import { shapeOf } from "../../../../infra/catalog/workload";
import { configOf, testResources } from "../../../support/environment-resources";
import { record } from "../../../support/record";
import { apiAdapter, CONSUMES, contextOfAdapter } from "./api-adapter";

const NOTHING = { http: undefined, checks: undefined, consumes: undefined };
const QUEUE = "aws:sqs/queue:Queue";
const LOG = "aws:cloudwatch/logGroup:LogGroup";
const ROUTE = "aws:apigatewayv2/route:Route";
const MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";

const both = apiAdapter({ consumes: CONSUMES });
const none = apiAdapter(NOTHING);
const shapes = (...of: readonly (typeof both)[]) => of.map(shapeOf) as unknown as Shapes;

describe("what a function's versions need together", () => {
  it("is the routes of each, the wanted one's first, and what is asked of each", () => {
    const next = apiAdapter({
      http: { path: "/v2/{proxy+}" },
      checks: { happyPath: { path: "/v2/status" } },
    });
    const { paths, checked } = servedFunction(next, shapes(next, both));
    expect(paths).to.deep.equal(["/v2/{proxy+}", "/v1/{proxy+}"]);
    expect(checked.map(({ happyPath }) => happyPath.path)).to.deep.equal([
      "/v2/status",
      "/v1/status",
    ]);
  });

  it("is the longest times of a queue, and the smallest batches", () => {
    const slow = apiAdapter({
      timeout: "20 seconds",
      consumes: { visibility: "3 minutes", retention: "2 days", batchSize: 10 },
    });
    const small = apiAdapter({
      consumes: { visibility: "2 minutes", retention: "3 days", batchSize: 4 },
    });
    const { consumes, timeout } = servedFunction(small, shapes(small, slow));
    expect(timeout).to.equal(20);
    expect(consumes).to.include({ visibility: 180, retention: 259_200, batchSize: 4 });
  });

  it("is a queue and an API that only an earlier version has", () => {
    const { consumes, paths, checked } = servedFunction(none, shapes(none, both));
    expect(consumes?.visibility).to.equal(120);
    expect(paths).to.deep.equal(["/v1/{proxy+}"]);
    expect(checked.map(({ happyPath }) => happyPath.path)).to.deep.equal(["/v1/status"]);
  });

  it("is asked by synthetic tests only where every version answers HTTP", () => {
    const answers = (wanted: typeof both, ...former: readonly (typeof both)[]) =>
      servedFunction(wanted, shapes(wanted, ...former)).allAnswer;
    expect(answers(both)).to.equal(true);
    expect(answers(both, both)).to.equal(true);
    // HTTP was added, or given up: one of the two versions answers 404 until the next release.
    expect(answers(both, none)).to.equal(false);
    expect(answers(none, both)).to.equal(false);
  });

  it("is neither, once nothing has them", () => {
    const { consumes, paths, checked } = servedFunction(none, shapes(none));
    expect({ consumes, paths, checked }).to.deep.equal({
      consumes: undefined,
      paths: [],
      checked: [],
    });
  });
});

describe("LambdaFunction in prod, whose entry gave up its API and its queue", () => {
  const context = contextOfAdapter("prod", { protect: true });

  /** What it makes: which types, and by name which are protected; and what releases are told. */
  async function made(workload: typeof both, served: Shapes) {
    const protect: Record<string, boolean> = {};
    let contract = {};
    const all = await record(() => {
      const config = configOf(context, workload);
      const environmentResources = testResources(context).environmentResources();
      const args = { context, workload, shapes: served, environmentResources, config };
      const recordProtect = ({
        type,
        name,
        opts,
      }: {
        type: string;
        name: string;
        opts: object;
      }) => {
        if (type === QUEUE || type === LOG) protect[name] = "protect" in opts && !!opts.protect;
        return undefined;
      };
      const self = new LambdaFunction("fn", args, { transformations: [recordProtect] });
      self.releaseContract.apply((value) => {
        contract = value;
      });
    });
    return { types: all.map(({ type }) => type), all, protect, contract };
  }

  it("protects them while the entry has them", async () => {
    const { protect, contract } = await made(both, shapes(both));
    expect(protect).to.include({ "fn-queue": true, "fn-queue-dead-letters": true, "fn-api": true });
    expect(contract).to.include.keys("host", "queueUrl");
  });

  it("keeps both for what runs, no longer protected, and tells releases of neither", async () => {
    const { all, types, protect, contract } = await made(none, shapes(none, both));
    expect(types).to.include.members([ROUTE, MAPPING, QUEUE]);
    expect(protect).to.deep.equal({
      fn: true,
      "fn-failed": true,
      "fn-queue": false,
      "fn-queue-dead-letters": false,
      "fn-api": false,
    });
    const log = all.find(({ type, name }) => type === LOG && name === "fn-api");
    expect(log?.inputs.deletionProtectionEnabled).to.equal(false);
    expect(contract).to.not.have.any.keys("host", "queueUrl");
  });

  it("makes neither, once nothing runs that has them", async () => {
    const { types, protect } = await made(none, shapes(none));
    expect(types).to.not.include.members([ROUTE]).and.to.not.include.members([MAPPING]);
    expect(protect).to.deep.equal({ fn: true, "fn-failed": true });
  });
});
