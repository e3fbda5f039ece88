import { expect } from "chai";
import { answerProblemsOf } from "../../../../delivery/decisions/contract/compare";
import { describedRequests } from "../../../../delivery/decisions/contract/description";

const DOCUMENT = {
  openapi: "3.1.0",
  servers: [{ url: "/v1" }],
  paths: {
    "/invoices": {
      get: {
        parameters: [{ name: "limit", in: "query" }],
        responses: {
          "200": { $ref: "#/components/responses/List" },
          "4XX": { description: "refused" },
        },
      },
      post: { responses: { "201": { description: "made" } } },
    },
    "/invoices/{id}": {
      parameters: [{ $ref: "#/components/parameters/Id" }],
      get: { responses: { default: { description: "any" } } },
    },
  },
  components: {
    parameters: { Id: { name: "id", in: "path", required: true } },
    responses: {
      List: {
        content: {
          "application/json": {
            schema: { type: "array", items: { $ref: "#/components/schemas/Invoice" } },
          },
        },
      },
    },
    schemas: {
      Invoice: { type: "object", required: ["cents"], properties: { cents: { type: "integer" } } },
    },
  },
};

describe("what an API's description says", () => {
  const requests = describedRequests(DOCUMENT, "openapi.yaml");
  const [list] = requests;

  it("[§11] is each request, below its server's path, and whether anything has to be known to make it", () => {
    const shown = requests.map(({ method, path, isPlain }) => `${method} ${path} ${isPlain}`);
    expect(shown).to.deep.equal([
      "GET /v1/invoices true",
      "POST /v1/invoices false",
      "GET /v1/invoices/{id} false",
    ]);
  });

  const json = (body: unknown) => ({
    status: 200,
    contentType: "application/json; charset=utf-8",
    body: JSON.stringify(body),
  });

  it("[§11] is held to status, type and body of an answer", () => {
    if (list === undefined) throw new Error("nothing is described");
    const problems = answerProblemsOf(DOCUMENT);
    expect(problems(list, json([{ cents: 1 }]))).to.deep.equal([]);
    // Of 404 a status class is described, and no body.
    expect(problems(list, { status: 404, contentType: "text/html", body: "" })).to.deep.equal([]);
    expect(problems(list, json([{ cents: "1" }, {}]))).to.deep.equal([
      "/0/cents of GET /v1/invoices must be integer, as it is described for 200",
      "/1 of GET /v1/invoices must have required property 'cents', as it is described for 200",
    ]);
    expect(problems(list, { status: 503, contentType: "", body: "" })).to.deep.equal([
      "status of GET /v1/invoices is 503: expected one of 200, 4XX, as it is described",
    ]);
    expect(problems(list, { ...json([]), contentType: "text/html" })).to.deep.equal([
      'body of GET /v1/invoices is "text/html": expected JSON, as described',
    ]);
    expect(problems(list, { ...json([]), body: "[" })).to.deep.equal([
      'body of GET /v1/invoices is "application/json; charset=utf-8": expected JSON, as described',
    ]);
  });

  it("is refused where it is none of OpenAPI 3", () => {
    expect(() => describedRequests({ swagger: "2.0", paths: {} }, "openapi.yaml")).to.throw(
      /^openapi\.yaml:\n {2}openapi is missing/,
    );
  });
});
