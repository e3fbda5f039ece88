import { expect } from "chai";
import * as paths from "../../../infra/naming/paths";

const OWNER = { service: "ingest-worker", environment: "stg" } as const;

describe("paths", () => {
  it("[§9] are /nc/<env>/<service>/config/<key> and .../secret/<key>", () => {
    expect(paths.configPath(OWNER, "log-level")).to.equal("/nc/stg/ingest-worker/config/log-level");
    expect(paths.secretPath(OWNER, "database-url")).to.equal(
      "/nc/stg/ingest-worker/secret/database-url",
    );
  });

  it("put log groups and aliases under the same words", () => {
    expect(paths.logGroupName(OWNER, "tasks")).to.equal("/nc/stg/ingest-worker/logs/tasks");
    expect(paths.aliasName(OWNER, "logs")).to.equal("alias/nc-ingest-worker-stg-logs");
    expect(paths.pathPrefix(OWNER, "config")).to.equal("/nc/stg/ingest-worker/config/");
  });

  for (const key of ["", "A", "a/b", "../prod", "a b", "a--b"]) {
    it(`refuse the key ${JSON.stringify(key)}`, () => {
      expect(() => paths.secretPath(OWNER, key)).to.throw(
        `key is ${JSON.stringify(key)}: expected lower-case words joined by single dashes`,
      );
    });
  }

  it("list a wrong service and a wrong key together", () => {
    expect(() => paths.configPath({ ...OWNER, service: "X" }, "Y")).to.throw(
      /service is[\s\S]*key is/,
    );
  });
});
