import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import fc from "fast-check";
import { release } from "../../delivery/decisions/release/release";
import { documents, PAGE, SCHEMAS } from "../../delivery/documents/documents";
import { ledgerEvent } from "../../delivery/ledger/events";
import { manifest } from "../delivery/decisions/release/fixture";
import { schemaProblems } from "../support/published-schemas";

const ROOT = new URL("../../", import.meta.url);
const textOf = (file: string) => readFileSync(new URL(file, ROOT), "utf8");
const EVENT = {
  type: "rolled-back",
  at: "2026-03-02T09:00:00Z",
  environment: "prod",
  app: "AuditHound",
  workload: "audit-queue",
  writer: "https://github.com/neurocipher/audit/actions/runs/77",
  deployment: "d-1",
  cause: "alarm",
  startedAt: "2026-03-02T08:59:00Z",
  productionPercent: 10,
};

/** Texts that are nearly versions, and nearly names of workloads. */
const versions = fc.stringMatching(/^v?[01]{1,2}\.\d{1,2}\.\d(-[a-z0-9.-]{0,4})?(\+1)?$/);
const names = fc.stringMatching(/^[a-z]{0,3}-?(dev|stg|prod|a1)?-?[a-z]{0,18}$/);

const STALE = "stale: npm run schemas writes it anew";

describe("the published schemas and the page on nc", () => {
  it("are those of the verbs, releases and events that there are", async () => {
    const texts = await documents(textOf(PAGE));
    const folder = fileURLToPath(new URL(SCHEMAS, ROOT));
    const published = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".json"))
      .map((file) => `${SCHEMAS}/${file.replaceAll("\\", "/")}`);
    expect(Object.keys(texts), STALE).to.have.members([...published, PAGE]);
    for (const [file, text] of Object.entries(texts)) {
      expect(textOf(file), `${file} is ${STALE}`).to.equal(text);
    }
  });

  it("are right JSON Schemas, each of which refuses what has a field too many", () => {
    for (const file of readdirSync(new URL(SCHEMAS, ROOT), { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".json")) continue;
      expect(schemaProblems(file, { surplus: 1 }), file).not.to.deep.equal([]);
    }
  });

  it("[§15] take the manifests that are releases, and no other", () => {
    const all = fc.constantFrom(...Object.keys(manifest()));
    const keys = fc.oneof(all, fc.constantFrom("version", "workload"));
    fc.assert(
      fc.property(keys, fc.oneof(versions, names, fc.jsonValue()), (key, value) => {
        const changed = { ...manifest(), [key]: value };
        const problems = schemaProblems("release.json", changed);
        expect(problems.length === 0, `${key} ${problems}`).to.equal(
          release.safeParse(changed).success,
        );
      }),
      { numRuns: 500, examples: [["version", "v1.4.0"]] },
    );
  });

  it("[§16] take the events that the ledger takes, and no other", () => {
    const keys = fc.constantFrom(...Object.keys(EVENT), "surplus");
    fc.assert(
      fc.property(keys, fc.oneof(names, fc.jsonValue()), (key, value) => {
        const changed = { ...EVENT, [key]: value };
        const problems = schemaProblems("ledger-event.json", changed);
        expect(problems.length === 0, `${key} ${problems}`).to.equal(
          ledgerEvent.safeParse(changed).success,
        );
      }),
      { numRuns: 500, examples: [["workload", "billing"]] },
    );
  });
});
