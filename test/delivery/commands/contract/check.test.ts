import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { TEST_CATALOG } from "../../../support/catalog";
import { withServer } from "../../../support/loopback";
import { nc } from "../support/command-line";

const DESCRIPTION = `
openapi: 3.0.3
paths:
  /ingest/documents:
    get:
      responses:
        "200":
          content:
            application/json:
              schema: { type: array }
    post:
      responses: { "202": { description: taken } }
  /ingest/documents/{id}:
    get:
      parameters: [{ name: id, in: path, required: true }]
      responses: { "200": { description: one } }
`;

describe("nc contract check", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-contract-"));
    cpSync(TEST_CATALOG, join(folder, "stacks", "catalog"), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Checks a service that answers GET with a text, and POST with a status. */
  async function check(list: string, status = 202, name = "ingest-worker") {
    const asked: string[] = [];
    const ended = await withServer(
      (request, response) => {
        asked.push(`${request.method} ${request.url}`);
        request.resume().once("end", () => {
          const isGet = request.method === "GET";
          response.writeHead(isGet ? 200 : status, { "content-type": "application/json" });
          response.end(isGet ? list : "{}");
        });
      },
      (url) => {
        const where = ["--environment", "stg", "--url", url, "--checkout", folder, "--json"];
        return nc(["contract", "check", name, ...where], {}, pathToFileURL(`${folder}/`));
      },
    );
    const { answer = {}, problems } = JSON.parse(ended.out);
    const said = ended.err
      .replaceAll(/http:\/\/[^/]+/g, "")
      .trim()
      .split("\n");
    return { code: ended.code, asked, answer, problems, said };
  }

  it("[§11] asks for what can be asked for, and the transaction of the synthetic test", async () => {
    writeFileSync(join(folder, "openapi.yaml"), DESCRIPTION);
    const { code, asked, answer } = await check("[]");
    expect(answer.reasons).to.deep.equal([]);
    expect(code).to.equal(0);
    expect(asked).to.deep.equal(["GET /ingest/documents", "POST /ingest/documents"]);
    expect(answer.notAsked).to.deep.equal(["GET /ingest/documents/{id}"]);
  });

  it("[§11] fails a service that answers otherwise, with every difference", async () => {
    writeFileSync(join(folder, "openapi.yaml"), DESCRIPTION);
    const { code, answer, said } = await check("{}", 500);
    expect(code).to.equal(1);
    // Each request has as long as a service may take to answer.
    expect(said).to.deep.equal([
      "waiting for the answer to GET /ingest/documents: usually less than 1 s, has 10 s",
      "waiting for the answer to POST /ingest/documents: usually less than 1 s, has 10 s",
    ]);
    expect(answer.reasons).to.deep.equal([
      "/ of GET /ingest/documents must be array, as it is described for 200",
      "status of POST /ingest/documents is 500: expected one of 202, as it is described",
    ]);
  });

  it("passes a repository that describes nothing, and refuses what answers nobody", async () => {
    const none = await check("[]");
    expect([none.code, none.asked, none.answer.file]).to.deep.equal([0, [], null]);
    const { code, problems } = await check("[]", 202, "api-adapter");
    expect(code).to.equal(1);
    expect(problems.join("\n")).to.contain('kind is "function": expected a service');
  });
});
