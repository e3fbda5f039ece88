import { expect } from "chai";
import { z } from "zod";
import { dynamoDbPromotions } from "../../../delivery/adapters/aws/promotions";
import { s3Releases } from "../../../delivery/adapters/aws/releases";
import type { PromotionRecord } from "../../../delivery/decisions/promotion/record";
import { releaseId } from "../../../delivery/decisions/release/release";
import { deliveries, releaseOfImage } from "../adapters/aws/support/deliveries";
import { deployRoleOf } from "../adapters/aws/support/program-account";
import { NOW, nc, variablesOf } from "./support/command-line";
import { stgProject } from "./support/stg-project";

const SERVICE = "ingest-worker";
const RELEASE = releaseOfImage("1", { workload: SERVICE });
const RUN = "https://github.com/neurocipher/billing/actions/runs/77";
const WORDS = [SERVICE, "--version", RELEASE.version, "--environment", "stg"];
const GATES = [
  ...["release-kind", "required-checks", "attestations", "migrations", "flags", "permissions"],
  ...["approvals", "open-incidents"],
];

const PRINTED = z.object({
  answer: z.object({
    phase: z.string().nullish(),
    gates: z
      .array(z.object({ gate: z.string(), verdict: z.string(), reasons: z.array(z.string()) }))
      .optional(),
    reasons: z.array(z.string()).optional(),
  }),
});

describe("nc gate, promote and rollback", () => {
  const { api, clientsOf, contractOf } = deliveries();
  const project = stgProject();

  const promotions = () => dynamoDbPromotions(clientsOf(SERVICE), "nc-platform-stg-promotions");
  const stored = () => {
    const { artifactBucket } = contractOf(SERVICE, "service");
    return s3Releases(clientsOf(SERVICE), { of: async () => ({ artifactBucket }) }).put(RELEASE);
  };
  const record = (fields: Partial<PromotionRecord>): PromotionRecord => ({
    revision: 1,
    promotion: "p-1",
    workload: SERVICE,
    environment: "stg",
    release: releaseId(RELEASE),
    version: RELEASE.version,
    phase: "requested",
    phaseSince: NOW.toISOString(),
    requestedAt: NOW.toISOString(),
    ...fields,
  });

  const commandLine = (words: readonly string[]) => {
    const env = {
      ...variablesOf(api.as(deployRoleOf(SERVICE))),
      GITHUB_TOKEN: "a-token",
      // Nobody listens there: what GitHub would say is unknown.
      GITHUB_API_URL: "http://127.0.0.1:9",
    };
    return nc(words, env, project.url());
  };
  async function run(words: readonly string[]) {
    const { code, out } = await commandLine([...words, "--json"]);
    return { code, ...PRINTED.parse(JSON.parse(out)).answer };
  }

  it("[§12] every gate is asked and shown, and what cannot be known is no pass", async () => {
    await stored();
    const { code, gates = [] } = await run(["gate", ...WORDS, "--run", RUN]);
    expect(code).to.equal(1);
    expect(gates.map(({ gate }) => gate)).to.deep.equal(GATES);
    const verdicts = Object.fromEntries(gates.map(({ gate, verdict }) => [gate, verdict]));
    expect(verdicts).to.include({ "release-kind": "pass", "open-incidents": "pass" });
    const unknown = gates.find(({ gate }) => gate === "attestations");
    // The test's project has no trusted root.
    expect(unknown?.reasons.join()).to.match(
      /^It cannot know: files: NC_TRUSTED_ROOT is ".*\/infra\/signing\/trusted-root\.json": expected a file that can be read \(ENOENT\)$/,
    );
    expect(await promotions().read(SERVICE)).to.equal(undefined);
  });

  it("a dry run of promote changes nothing, and a refused promotion has failed with exit code 1", async () => {
    await stored();
    const tried = await run(["promote", ...WORDS, "--run", RUN, "--dry-run"]);
    expect([tried.code, tried.phase]).to.deep.equal([1, null]);
    expect(await promotions().read(SERVICE)).to.equal(undefined);

    const { code, phase, gates = [] } = await run(["promote", ...WORDS, "--run", RUN]);
    expect([code, phase, gates.length]).to.deep.equal([1, "failed", GATES.length]);
    expect((await promotions().read(SERVICE))?.phase).to.equal("failed");
  });

  it("a promotion that another run works on is waited for, with exit code 3", async () => {
    await stored();
    const owner = { name: "another run", since: NOW.toISOString(), seenAt: NOW.toISOString() };
    await promotions().write(record({ owner }));
    const { code, reasons = [] } = await run(["promote", ...WORDS, "--run", RUN]);
    expect(code).to.equal(3);
    expect(reasons.join()).to.match(/^another run promotes ingest-worker v1\.4\.0 into stg since/);
  });

  it("[§14] a rollback cancels what has not been deployed, and needs no run that somebody approved", async () => {
    await stored();
    await promotions().write(record({}));
    const words = ["rollback", SERVICE, "--environment", "stg", "--reason", "a mistake"];
    expect((await run([...words, "--dry-run"])).code).to.equal(0);
    expect((await promotions().read(SERVICE))?.phase).to.equal("requested");
    const { code, phase } = await run(words);
    expect([code, phase]).to.deep.equal([1, "cancelled"]);
  });

  it("nobody works on a promotion that has ended, whoever did last", async () => {
    const owner = { name: RUN, since: NOW.toISOString(), seenAt: NOW.toISOString() };
    const status = async () => {
      const { code, out } = await commandLine(["status", SERVICE, "--environment", "stg"]);
      return { code, lines: out.trimEnd().split("\n") };
    };
    const at = "2026-11-02T15:00:00.000Z";
    await promotions().write(record({ owner }));
    expect(await status()).to.deep.equal({
      code: 0,
      lines: [
        `ingest-worker v1.4.0 in stg: requested since ${at}`,
        `  ${RUN} works on it since ${at}, and was seen at ${at}`,
      ],
    });
    const ended = { revision: 2, owner, phase: "cancelled", supersededBy: "v1.5.0" } as const;
    await promotions().write(record(ended));
    expect(await status()).to.deep.equal({
      code: 0,
      lines: [
        `ingest-worker v1.4.0 in stg: cancelled since ${at}`,
        "  superseded by v1.5.0",
        `  ${RUN} worked on it last; it was requested at ${at}`,
      ],
    });
  });

  it("a run of another repository is refused with what is wanted", async () => {
    await stored();
    const foreign = "https://github.com/evil/evil/actions/runs/1";
    expect(await commandLine(["gate", ...WORDS, "--run", foreign])).to.deep.equal({
      code: 1,
      out: "",
      err:
        `the run:\n  --run is "${foreign}": expected the URL of a run of neurocipher/billing, ` +
        "or nc as a step of one\n",
    });
  });
});
