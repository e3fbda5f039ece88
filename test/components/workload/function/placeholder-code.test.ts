import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { unzipSync } from "fflate";
import {
  type Code,
  placeholderCode,
  placeholderZip,
} from "../../../../components/workload/function/placeholder-code";
import { only, record } from "../../../support/record";
import { contextOfAdapter } from "./api-adapter";

const REQUEST = { requestContext: { http: { method: "GET" } } };
const MESSAGES = { Records: [{ messageId: "a" }, { messageId: "b" }] };
const EVENTS = {
  "a request": REQUEST,
  messages: MESSAGES,
  "an event": {},
  "a topic": { Records: [{}] },
};

/** What each runtime answers to each event. */
const ANSWERS = {
  "a request": { statusCode: 503, headers: { "retry-after": "300" }, body: "Not deployed yet" },
  messages: { batchItemFailures: [{ itemIdentifier: "a" }, { itemIdentifier: "b" }] },
  "an event": "Not deployed yet",
  "a topic": "Not deployed yet",
};

const require = createRequire(import.meta.url);

const NODE: Code = { runtime: "nodejs22.x", handler: "index.handler" };
const PYTHON: Code = { runtime: "python3.13", handler: "app.main.handle" };

describe("a function's first code", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "placeholder-code-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Unpacks the code, and returns the path of its one file. */
  function unpack(code: Code): string {
    const [[path, bytes] = ["", new Uint8Array()], ...more] = Object.entries(
      unzipSync(placeholderZip(code)),
    );
    expect(more).to.deep.equal([]);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
    return path;
  }

  it("[§7.2] is a version of an object below the workload's own prefix, encrypted", async () => {
    const context = contextOfAdapter("stg");
    const args = { context, ...NODE, bucketName: "artifacts", artifactsKeyArn: "arn:key" };
    const made = await record(() => placeholderCode("api-adapter", args, {}));

    expect(only(made, "aws:s3/bucketObjectv2:BucketObjectv2").inputs).to.deep.equal({
      bucket: "artifacts",
      key: "api-adapter/zip/bootstrap.zip",
      kmsKeyId: "arn:key",
      contentBase64: Buffer.from(placeholderZip(NODE)).toString("base64"),
      contentType: "application/zip",
      tags: context.tags("bootstrap"),
    });
  });

  it("is the same on every run, and in every time zone", () => {
    const script = `import { placeholderZip } from "./components/workload/function/placeholder-code";
      process.stdout.write(Buffer.from(placeholderZip(${JSON.stringify(NODE)})).toString("hex"));`;
    const zips = ["America/Toronto", "Asia/Tokyo"].map((TZ) => {
      const words = ["--import", "tsx", "--input-type=module", "--eval", script];
      const run = spawnSync(process.execPath, words, {
        encoding: "utf8",
        env: { ...process.env, TZ },
      });
      expect(run.status, run.stderr).to.equal(0);
      return run.stdout;
    });

    expect(zips[0]).to.equal(Buffer.from(placeholderZip(NODE)).toString("hex"));
    expect(zips[1]).to.equal(zips[0]);
  });

  for (const [handler, path, read] of [
    ["index.handler", "index.js", (it: Exports) => it.handler],
    ["dist/api.run", "dist/api.js", (it: Exports) => it.run],
    ["index.api.run", "index.js", (it: Exports) => (it.api as unknown as Exports).run],
  ] as const) {
    it(`is found by Node.js as ${handler}, and answers by kind of event`, async () => {
      expect(unpack({ ...NODE, handler })).to.equal(path);
      const handle = read(require(join(folder, path)) as Exports);
      const answers = await Promise.all(
        Object.entries(EVENTS).map(async ([what, event]) => {
          const answer = await handle?.(event).catch((error: Error) => error.message);
          return [what, answer];
        }),
      );

      expect(Object.fromEntries(answers)).to.deep.equal(ANSWERS);
    });
  }

  for (const [handler, path, module, name] of [
    ["index.handler", "index.py", "index", "handler"],
    ["app.main.answer", "app/main.py", "app.main", "answer"],
  ] as const) {
    it(`is found by Python as ${handler}, and answers by kind of event`, function () {
      expect(unpack({ ...PYTHON, handler })).to.equal(path);
      const script = [
        "import importlib, json, sys",
        `handle = getattr(importlib.import_module("${module}"), "${name}")`,
        "def ask(event):",
        "  try: return handle(event, None)",
        "  except RuntimeError as error: return str(error)",
        "print(json.dumps({key: ask(event) for key, event in json.load(sys.stdin).items()}))",
      ].join("\n");
      const options = { encoding: "utf8", cwd: folder, input: JSON.stringify(EVENTS) } as const;
      const run = spawnSync("python3", ["-c", script], options);
      if (run.error) {
        console.log(`      skipped: ${run.error.message}: apt-get install python3`);
        return this.skip();
      }

      expect(run.stderr).to.equal("");
      expect(JSON.parse(run.stdout)).to.deep.equal(ANSWERS);
    });
  }
});

type Exports = Record<string, (event: object) => Promise<unknown>>;
