import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { TEST_CATALOG } from "../../../support/catalog";
import { nc } from "../support/command-line";

describe("nc performance check", () => {
  let project: string;
  let server: Server;
  let url: string;
  let asked: string[];
  let answer: (response: ServerResponse) => void;
  before(async () => {
    project = mkdtempSync(join(tmpdir(), "nc-performance-"));
    cpSync(TEST_CATALOG, join(project, "stacks", "catalog"), { recursive: true });
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      request.resume().once("end", () => answer(response));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    asked = [];
  });
  after(() => {
    server.closeAllConnections();
    server.close();
    rmSync(project, { recursive: true, force: true });
  });

  const check = (...more: string[]) => {
    const where = ["--environment", "stg", "--url", url, "--rate", "20", "--seconds", "2"];
    const words = ["performance", "check", "ingest-worker", ...where, "--json", ...more];
    return nc(words, {}, pathToFileURL(`${project}/`));
  };

  it("[§11] passes a service that answers its transaction within the SLO", async () => {
    answer = (response) => response.writeHead(202).end("{}");
    const { code, out } = await check();
    const said = JSON.parse(out).answer;
    expect(said.reasons, out).to.deep.equal([]);
    expect(code).to.equal(0);
    expect(said.budget).to.deep.equal({ p95: 300, availability: 99.9, status: 202 });
    expect(said.failed).to.equal(0);
    expect(said.requests).to.be.within(36, 60);
    expect([...new Set(asked)]).to.deep.equal(["POST /ingest/documents"]);
  });

  it("[§11] fails one that is slow", async () => {
    answer = (response) => void setTimeout(() => response.writeHead(202).end("{}"), 420);
    const { code, out } = await check();
    expect(code).to.equal(1);
    expect(JSON.parse(out).answer.reasons).to.have.length.of.at.least(1);
    expect(JSON.parse(out).answer.reasons.join("\n")).to.match(
      /^p95 is "[4-9]\d\d(\.\d+)? ms": expected at most 300 ms$/m,
    );
  });

  it("[§11] fails one that answers errors", async () => {
    answer = (response) => response.writeHead(asked.length % 2 === 0 ? 503 : 202).end("{}");
    const { code, out } = await check();
    expect(code).to.equal(1);
    expect(JSON.parse(out).answer.reasons.join("\n")).to.match(
      /^failed requests is "\d+ of \d+, [45]\d(\.\d+)? %": expected at most 0.1 %$/m,
    );
  });

  it("fails where nothing answers", async () => {
    const { code, out } = await check("--url", "http://127.0.0.1:1");
    expect(code).to.equal(1);
    expect(JSON.parse(out).answer.p95).to.equal(null);
  });

  it("lists what it cannot do", async () => {
    const words = ["performance", "check", "ingest-worker", "--environment", "prod"];
    const wrong = await nc([...words, "--url", "ftp://x", "--rate", "0", "--seconds", "601"]);
    expect([wrong.code, wrong.err]).to.deep.equal([
      2,
      [
        "nc performance check:",
        '  --environment is "prod": expected one of "dev", "stg"',
        '  --url is "ftp://x": expected a URL of HTTP',
        '  --rate is "0": expected a whole number from 1 to 1000',
        '  --seconds is "601": expected a whole number from 1 to 600',
        "",
      ].join("\n"),
    ]);
    const kind = await nc(
      ["performance", "check", "audit-queue", "--environment", "stg", "--url", url],
      {},
      pathToFileURL(`${project}/`),
    );
    expect(kind.err).to.equal(
      'audit-queue:\n  kind is "worker": expected a service: whoever calls a function has to sign, and all else answers nobody\n',
    );
  });
});
