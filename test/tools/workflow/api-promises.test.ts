import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { apiPromises } from "../../../tools/workflow/api-promises";
import { breaks } from "../../../tools/workflow/contract-diff";

const TOOL = fileURLToPath(new URL("../../../tools/workflow/contract-diff.ts", import.meta.url));

/** An API with one operation of each kind of member. */
const api = (change: (api: ReturnType<typeof documents>) => void = () => {}) => {
  const document = documents();
  change(document);
  return document;
};
const documents = () => ({
  openapi: "3.1.0",
  paths: {
    "/documents/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      post: {
        parameters: [{ name: "dry", in: "query", required: false, schema: { type: "boolean" } }],
        requestBody: {
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["title"],
                properties: { title: { type: "string" }, pages: { type: "integer" } },
              },
            },
          },
        },
        responses: { "202": { $ref: "#/components/responses/Accepted" } } as Record<string, object>,
      },
      get: { responses: { "200": { description: "it is there" } } },
    } as Record<string, unknown>,
  },
  components: {
    responses: {
      Accepted: {
        content: { "application/json": { schema: { $ref: "#/components/schemas/a~1b" } } },
      },
    },
    schemas: { "a/b": { type: "object", properties: { job: { type: "string" } } } },
  },
});
const text = (...change: Parameters<typeof api>) => ({
  "openapi.json": JSON.stringify(api(...change)),
});

describe("what an API promises", () => {
  it("[§12] is its operations, with the members of what it takes and answers", () => {
    expect(apiPromises(api())).to.deep.equal({
      inputs: {
        "GET /documents/{id}: path id": { type: "string", required: true },
        "POST /documents/{id}: path id": { type: "string", required: true },
        "POST /documents/{id}: query dry": { type: "boolean", required: false },
        "POST /documents/{id}: body title": { type: "string", required: true },
        "POST /documents/{id}: body pages": { type: "integer", required: false },
      },
      outputs: [
        "GET /documents/{id}",
        "GET /documents/{id}: 200",
        "POST /documents/{id}",
        "POST /documents/{id}: 202",
        "POST /documents/{id}: 202 job",
      ],
    });
  });

  it("is nothing of what is no API", () => {
    for (const content of [null, "", { paths: {} }, []]) {
      expect(apiPromises(content)).to.equal(undefined);
    }
  });

  const broken: Record<string, [Parameters<typeof api>[0], string[]]> = {
    "is kept": [() => {}, []],
    "is kept by what is new, and may be left out": [
      ({ paths }) => {
        paths["/documents/{id}"].put = {
          requestBody: {
            content: { "application/json": { schema: { properties: { title: {} } } } },
          },
          responses: {},
        };
      },
      [],
    ],
    "is broken by an operation that is gone": [
      ({ paths }) => delete paths["/documents/{id}"].get,
      [
        "openapi.json: GET /documents/{id}: path id is gone",
        "openapi.json: output GET /documents/{id} is gone",
        "openapi.json: output GET /documents/{id}: 200 is gone",
      ],
    ],
    "is broken by a parameter that has to be given now": [
      ({ paths }) => {
        paths["/documents/{id}"].get = {
          parameters: [{ name: "page", in: "query", required: true }],
          responses: { "200": {} },
        };
      },
      ["openapi.json: GET /documents/{id}: query page is required, and was not"],
    ],
    "is broken by an answer that is another": [
      ({ components }) => {
        components.schemas["a/b"] = { type: "object", properties: { job: { type: "string" } } };
        components.responses.Accepted.content["application/json"].schema.$ref = "#/nowhere";
      },
      ["openapi.json: output POST /documents/{id}: 202 job is gone"],
    ],
  };
  for (const [what, [change, want]] of Object.entries(broken)) {
    it(what, () => expect(breaks(text(), text(change))).to.deep.equal(want));
  }

  describe("in a team's checkout, which has no workflows and no stack", () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "nc-contract-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    /** Commits an API, and compares another with it. */
    const compared = (before: ReturnType<typeof text>, after: ReturnType<typeof text>) => {
      const git = (...words: string[]) =>
        execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...words], {
          cwd: folder,
          stdio: "ignore",
        });
      const write = (of: typeof before) =>
        writeFileSync(join(folder, "openapi.json"), of["openapi.json"]);
      git("init", "--quiet");
      write(before);
      git("add", ".");
      git("commit", "--quiet", "--message", "feat: an API");
      write(after);
      return (message: string) => {
        const words = ["--import", "tsx", TOOL, "HEAD", folder];
        const env = { ...process.env, MESSAGE: message };
        return execFileSync(process.execPath, words, { encoding: "utf8", env });
      };
    };

    it("is broken only by a change that says so", () => {
      const run = compared(
        text(),
        text(({ paths }) => delete paths["/documents/{id}"].get),
      );
      expect(() => run("feat: less")).to.throw(/status|Command failed/);
      expect(run("feat!: less")).to.include(
        "::notice::openapi.json: output GET /documents/{id} is",
      );
    });

    it("is shown as one annotation, whatever a path is called", () => {
      const path = "/a\n::add-mask::b";
      const run = compared(
        text(({ paths }) => {
          Object.assign(paths, { [path]: { get: { responses: {} } } });
        }),
        text(),
      );
      expect(run("feat!: less").split("\n")).to.deep.equal([
        "::notice::openapi.json: output GET /a%0A::add-mask::b is gone",
        "The change is declared as breaking.",
        "",
      ]);
    });
  });
});
