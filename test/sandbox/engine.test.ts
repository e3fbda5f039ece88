import { createRequire } from "node:module";
import { expect } from "chai";
import "../../sandbox/engine";

const require = createRequire(import.meta.url);
const { debuggablePromise } = require("@pulumi/pulumi/runtime/debuggable.js");

describe("Pulumi's SDK in the sandbox", () => {
  it("writes no stack trace for a promise, and leaves every other error its own", async () => {
    const limit = Error.stackTraceLimit;
    const promise = Promise.resolve("value");
    expect(await debuggablePromise(promise, "a test")).to.equal("value");
    expect(Reflect.get(promise, "_debugStackTrace")).to.equal("Error");
    expect(Error.stackTraceLimit).to.equal(limit);
    expect(new Error("other").stack).to.contain("engine.test.ts");
  });

  it("sends nothing to the engine's debug log", async () => {
    const settings = require("@pulumi/pulumi/runtime/settings.js");
    const sent: unknown[] = [];
    const { getEngine } = settings;
    settings.getEngine = () => ({ log: (request: unknown) => sent.push(request) });
    try {
      await require("@pulumi/pulumi/log/index.js").debug("Registering resource");
    } finally {
      settings.getEngine = getEngine;
    }
    expect(sent).to.deep.equal([]);
  });
});
