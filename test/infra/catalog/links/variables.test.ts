import { expect } from "chai";
import { linkVariable } from "../../../../infra/catalog/links/variables";

describe("the variable of a link", () => {
  for (const [link, variable] of [
    [{ to: "audit-queue", verb: "send" }, "NC_LINK_AUDIT_QUEUE_QUEUE_URL"],
    [{ to: "quote", verb: "invoke" }, "NC_LINK_QUOTE_FUNCTION_ARN"],
    [{ to: "quote", verb: "call" }, "NC_LINK_QUOTE_URL"],
    [{ to: "digest", verb: "start" }, "NC_LINK_DIGEST_SCHEDULE"],
    [
      { to: "core", verb: "read", resource: "bucket/raw-files" },
      "NC_LINK_CORE_BUCKET_RAW_FILES_NAME",
    ],
    [{ to: "core", verb: "write", resource: "table/jobs" }, "NC_LINK_CORE_TABLE_JOBS_NAME"],
    [{ to: "core", verb: "write", resource: "topic/news" }, "NC_LINK_CORE_TOPIC_NEWS_ARN"],
    [
      { to: "core", verb: "read", resource: "parameter/limit" },
      "NC_LINK_CORE_PARAMETER_LIMIT_NAME",
    ],
    [{ to: "core", verb: "read", resource: "secret/key" }, "NC_LINK_CORE_SECRET_KEY_ID"],
    [{ to: "core", verb: "connect", resource: "database/main" }, "NC_LINK_CORE_DATABASE_MAIN_PORT"],
  ] as const) {
    it(`is ${variable}`, () => {
      expect(linkVariable({ resource: undefined, ...link }, false)).to.equal(variable);
    });
  }

  it("of a job that is a function, is its function's", () => {
    const link = { to: "digest", verb: "start", resource: undefined } as const;
    expect(linkVariable(link, true)).to.equal("NC_LINK_DIGEST_FUNCTION_ARN");
  });
});
