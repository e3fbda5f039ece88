import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parameterContracts } from "../../../../delivery/adapters/aws/contracts";
import { s3Releases } from "../../../../delivery/adapters/aws/releases";
import {
  parseRelease,
  releaseId,
  releaseText,
} from "../../../../delivery/decisions/release/release";
import { dynamoDbLedger } from "../../../../delivery/ledger/dynamodb";
import { parseEvent } from "../../../../delivery/ledger/events";
import { type StartedGitHub, startedGitHub } from "../../../support/github";
import { deliveries } from "../../adapters/aws/support/deliveries";
import { deployRoleOf } from "../../adapters/aws/support/program-account";
import { manifest } from "../../decisions/release/fixture";
import { NOW, nc, variablesOf } from "../support/command-line";

const WORKER = "audit-queue";
const RELEASE = parseRelease(
  manifest({
    workload: WORKER,
    kind: "worker",
    app: "AuditHound",
    repository: "neurocipher/checkout",
  }),
);

describe("nc change", () => {
  const { api, clientsOf } = deliveries();
  let gitHub: StartedGitHub;
  beforeEach(async () => {
    gitHub = await startedGitHub();
    const clients = clientsOf(WORKER);
    await s3Releases(clients, parameterContracts(clients, "stg")).put(RELEASE);
  });
  afterEach(() => gitHub.stop());
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-change-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const change = async (verb: string, ...more: string[]) => {
    const version = more[0]?.startsWith("v") ? [] : ["v1.4.0"];
    const words = ["change", verb, WORKER, ...version, ...more, "--environment", "stg", "--json"];
    const { code, out } = await nc(words, {
      ...variablesOf(api.as(deployRoleOf(WORKER))),
      GITHUB_API_URL: gitHub.url,
      GITHUB_TOKEN: "token-of-run",
      GITHUB_REPOSITORY: "neurocipher/checkout",
      GITHUB_RUN_ID: "77",
    });
    const { answer, problems } = JSON.parse(out);
    return { code, ...(answer ?? { problems: problems.join("\n") }) };
  };
  const ledger = async () =>
    dynamoDbLedger(await clientsOf(WORKER).dynamoDb(), "nc-platform-stg-ledger");
  const record = async (fields: object) =>
    (await ledger()).record(
      parseEvent({
        environment: "stg",
        app: "AuditHound",
        workload: WORKER,
        writer: "run",
        at: NOW.toISOString(),
        promotion: "p-1",
        release: releaseId(RELEASE),
        ...fields,
      }),
    );
  const issues = () => gitHub.reopened().state.issues;

  it("[§16] is opened once with its ticket, shown, and closed as its promotion has ended", async () => {
    const opened = {
      change: "v1.4.0/1",
      changeType: "normal",
      ticket: "neurocipher/checkout#1",
    };
    expect(await change("open")).to.deep.equal({ code: 0, ...opened, opened: true });
    expect(await change("open")).to.deep.equal({ code: 0, ...opened, opened: false });
    const [issue, ...others] = issues();
    expect(others).to.deep.equal([]);
    expect(issue).to.deep.include({
      title: `Change: ${WORKER} v1.4.0 into stg`,
      labels: ["change"],
      state: "open",
    });
    expect(issue?.body).to.include(`    ${WORKER} v1.4.0, a release of a worker\n`);

    const one = { change: "v1.4.0/1", ticket: "neurocipher/checkout#1" };
    expect(await change("close")).to.deep.equal({ code: 3, ...one, outcome: null, closed: false });
    await record({
      type: "approval-seen",
      githubEnvironment: "prod",
      approver: "sam",
      requestedAt: NOW.toISOString(),
    });
    await record({
      type: "gate-decided",
      gate: "window",
      verdict: "pass",
      reasons: ["A window is open."],
    });
    await record({ type: "promotion-phase", phase: "succeeded" });
    const closed = { code: 0, ...one, outcome: "succeeded", closed: true };
    expect(await change("close", "--dry-run")).to.deep.equal({ ...closed, closed: false });
    expect(issues()[0]?.state).to.equal("open");
    expect(await change("close")).to.deep.equal(closed);
    expect(await change("close")).to.deep.equal(closed);
    expect(issues()[0]?.state).to.equal("closed");
    expect(issues()[0]?.body).to.match(/^Result: succeeded, at 2026-11-02T15:00:00\.000Z\.\n/);

    expect(await change("show")).to.deep.equal({
      code: 0,
      changes: [
        {
          ...one,
          changeType: "normal",
          openedAt: NOW.toISOString(),
          closedAt: NOW.toISOString(),
          result: "succeeded",
          window: ["A window is open."],
          approvals: [{ approver: "sam", githubEnvironment: "prod", at: NOW.toISOString() }],
          ticketState: "closed",
        },
      ],
    });
  });

  it("[§16] is another one where the release is promoted again", async () => {
    await change("open", "--type", "emergency");
    await change("close", "--result", "rolled-back");
    expect(await change("open")).to.deep.equal({
      code: 0,
      change: "v1.4.0/2",
      changeType: "normal",
      ticket: "neurocipher/checkout#2",
      opened: true,
    });
    const { changes } = await change("show");
    expect(
      changes.map(({ changeType, result }: Record<string, string>) => [changeType, result]),
    ).to.deep.equal([
      ["emergency", "rolled-back"],
      ["normal", null],
    ]);
  });

  it("has a ticket that somebody else has opened, which stays open", async () => {
    for (const state of ["open", "closed"] as const) {
      gitHub.github.state.issues.push({
        number: gitHub.github.state.issues.length + 1,
        repository: "checkout",
        title: "Quarterly keys",
        body: "",
        labels: [],
        state,
        user: "dev",
        createdAt: NOW.toISOString(),
        closedAt: null,
      });
    }
    const want = (id: string, what: string) => ({
      code: 1,
      problems: `the change ticket:\n  --ticket is "${id}": expected ${what}`,
    });
    expect(await change("open", "--ticket", "#2")).to.deep.equal(
      want("#2", "a ticket that is open: it is closed"),
    );
    expect(await change("open", "--ticket", "CHG-1")).to.deep.equal(
      want("CHG-1", "a ticket that there is"),
    );
    expect(await change("open", "--ticket", "neurocipher/checkout#1")).to.include({
      ticket: "neurocipher/checkout#1",
      opened: true,
    });
    await change("close", "--result", "succeeded");
    expect(gitHub.github.state.issues[0]?.state).to.equal("open");
  });

  it("[§16] is opened, shown and closed by the manifest of a release that is not stored yet", async () => {
    const next = parseRelease({ ...RELEASE, version: "v1.5.0" });
    const path = join(folder, "release.json");
    writeFileSync(path, releaseText(next));
    const words = ["--manifest", path];
    const ofNext = (verb: string, ...more: string[]) => change(verb, "v1.5.0", ...more);
    expect(await ofNext("open")).to.deep.equal({
      code: 1,
      problems:
        'the release:\n  <version> is "v1.5.0": expected a release of audit-queue that is stored in stg, or its release.json by --manifest',
    });
    expect(await ofNext("open", ...words)).to.include({ change: "v1.5.0/1", opened: true });
    const { changes } = await ofNext("show", ...words);
    expect(changes).to.have.length(1);
    expect(await ofNext("close", ...words, "--result", "cancelled")).to.include({ closed: true });
    const [opened] = await (await ledger()).eventsOf(WORKER);
    expect(opened).to.include({ type: "change-opened", release: releaseId(next) });
  });

  it("[§16] is no standard one where its release is none, and nothing is opened", async () => {
    expect(await change("open", "--type", "standard")).to.deep.equal({
      code: 1,
      problems: [
        "a standard change:",
        "  Its manifest says that it is a normal change.",
        "  Its risk is medium: expected low.",
      ].join("\n"),
    });
    expect(await change("open", "--dry-run")).to.deep.equal({
      code: 0,
      change: "v1.4.0/1",
      changeType: "normal",
      ticket: null,
      opened: false,
    });
    expect(issues()).to.deep.equal([]);
    expect(await (await ledger()).eventsOf(WORKER)).to.deep.equal([]);
    expect(await change("close")).to.deep.equal({
      code: 1,
      problems: 'the change:\n  <version> is "v1.4.0": expected a release with a change into stg',
    });
  });
});
