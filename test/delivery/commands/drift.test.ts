import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SQS } from "@aws-sdk/client-sqs";
import { expect } from "chai";
import fc from "fast-check";
import { ADMINISTRATOR } from "../../../sandbox/api/authorization/sessions";
import { testApi } from "../../sandbox/api/support/test-api";
import { addWorker, QUEUE_URL } from "../../sandbox/api/support/worker-account";
import { preview, step } from "../decisions/drift/fixture";
import { nc, variablesOf } from "./support/command-line";

const old = {
  id: QUEUE_URL,
  inputs: { visibilityTimeoutSeconds: 600 },
  outputs: { arn: "arn:aws:sqs:ca-central-1:111111111111:nc-shop-dev-queue" },
  modified: "2026-11-02T14:00:00Z",
};
const found = { inputs: { visibilityTimeoutSeconds: 7 } };
const DRIFTED = preview(step("update", "q", { old, found, paths: ["visibilityTimeoutSeconds"] }));

describe("nc drift", () => {
  const api = testApi(addWorker);
  const folder = mkdtempSync(join(tmpdir(), "nc-drift-"));
  after(() => rmSync(folder, { recursive: true }));
  const file = (content: unknown) => {
    const path = join(folder, "given.json");
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  };
  const run = (words: readonly string[]) =>
    nc(["drift", "prod", "--dry-run", ...words], variablesOf(api.as(ADMINISTRATOR)));

  it("[§16] tells what differs, since when and by whom, and ends with 1", async () => {
    const sqs = new SQS(api.as(ADMINISTRATOR));
    await sqs.setQueueAttributes({ QueueUrl: QUEUE_URL, Attributes: { VisibilityTimeout: "7" } });
    sqs.destroy();
    const { code, out } = await run(["--preview", file(DRIFTED)]);
    expect([code, out.trimEnd().split("\n")]).to.deep.equal([
      1,
      [
        `q (aws:sqs/queue:Queue) ${QUEUE_URL} is changed`,
        "  visibilityTimeoutSeconds: 600 in the program, 7 in the account",
        "  since 2026-11-02T15:00:00.000Z",
        `  2026-11-02T15:00:00.000Z SetQueueAttributes by arn:aws:sts::111111111111:assumed-role/${ADMINISTRATOR}/ci`,
      ],
    ]);
  });

  it("ends with 0 where all is as the program made it", async () => {
    const { code, out } = await run(["--preview", file(preview(step("refresh", "q")))]);
    expect([code, out]).to.deep.equal([0, "prod is as the program made it\n"]);
  });

  it("tells the drift although CloudTrail refuses, and why nobody is known", async () => {
    const env = variablesOf(api.as("nc-nobody"));
    const words = ["drift", "prod", "--dry-run", "--json", "--preview", file(DRIFTED)];
    const { code, out } = await nc(words, env);
    const [finding] = JSON.parse(out).answer.findings;
    expect(code).to.equal(1);
    expect(finding.causeUnknown).to.match(/^AccessDeniedException: .*cloudtrail:LookupEvents/);
    expect(finding).not.to.have.property("cause");
  });

  it("takes what an earlier run found, and then asks nothing of AWS", async () => {
    const first = await run(["--json", "--preview", file(DRIFTED)]);
    const words = ["drift", "prod", "--dry-run", "--json", "--findings", file(first.out)];
    const second = await nc(words, { AWS_ENDPOINT_URL: "http://127.0.0.1:9" });
    expect(second).to.deep.equal({ code: 1, out: first.out, err: "" });
  });

  const wrong: Record<string, [words: readonly string[], code: number, problem: string]> = {
    "neither a preview nor findings": [
      [],
      2,
      "--preview is missing: expected either it or --findings",
    ],
    both: [["--preview", "a", "--findings", "b"], 2, '--preview is "a": expected either it or'],
    "a file that is not there": [["--preview", "/missing"], 1, '--preview is "/missing": expected'],
  };
  for (const [what, [words, code, problem]] of Object.entries(wrong)) {
    it(`refuses ${what}`, async () => {
      const ended = await run(words);
      expect(ended.code).to.equal(code);
      expect(ended.err).to.include(problem);
    });
  }

  it("refuses what is no JSON", async () => {
    const { code, err } = await run(["--preview", file("{")]);
    expect([code, err]).to.satisfy(
      ([is, text]: [number, string]) => is === 1 && text.includes("expected a file with JSON"),
    );
  });

  it("ends with a list of problems, whatever it is handed as findings", async () => {
    const any = fc.oneof(fc.jsonValue(), fc.record({ answer: fc.jsonValue() }));
    await fc.assert(
      fc.asyncProperty(any, async (json) => {
        const { code, err } = await run(["--findings", file(JSON.stringify(json))]);
        expect(code).to.equal(1);
        expect(err).to.match(/^the findings:\n( {2}.+\n)+$/);
      }),
      { numRuns: 50 },
    );
  });
});
