import { expect } from "chai";
import { flagPercent } from "../../../infra/catalog/flags";
import { parseCatalog } from "../../../infra/catalog/parse";
import type { WorkloadEntry } from "../../../infra/catalog/workload";
import { ENVIRONMENTS } from "../../../infra/environments";
import { InvalidInput } from "../../../infra/problems";
import { workload as core } from "../../fixtures/catalog/core";
import { workload as ingest } from "../../fixtures/catalog/ingest-worker";

const FLAGS = {
  all: { description: "On for all.", enabled: 100 },
  open: { description: "On for all.", enabled: true },
  some: { description: "On for some.", enabled: { dev: true, stg: true, prod: 99 } },
  late: { description: "On in prod alone.", enabled: { dev: false, stg: 0, prod: true } },
} as const;

const risky = (flag: string) => ({ flags: FLAGS, risky: { reason: "new parser", flag } });
const migrates = (change: object) => ({
  flags: FLAGS,
  secrets: { db: {} },
  migrations: { command: ["migrate"], secret: "db", ...change },
});

/** One entry with changes, as the catalog reads it. */
const read = (entry: WorkloadEntry, change: object) =>
  parseCatalog({ [entry.name]: { ...entry, ...change } })[0];

describe("what guards a change", () => {
  for (const change of [
    risky("some"),
    migrates({ changesShape: true, flag: "some" }),
    migrates({ changesShape: false, flag: "all" }),
    migrates({ changesShape: false }),
  ]) {
    it(`[§10] may be ${JSON.stringify({ ...change, flags: undefined })}`, () => {
      expect(read(ingest, change)?.flags).to.deep.equal(FLAGS);
    });
  }

  const wrong: [change: object, message: string][] = [
    [
      { flags: FLAGS, port: 2772 },
      "port is 2772: expected another: the agent that reads flags has it",
    ],
    [
      risky("none"),
      'risky.flag is "none": expected a flag of this workload: one of all, open, some, late',
    ],
    [risky("open"), 'risky.flag is "open": expected a flag that is not on for all of prod yet'],
    [risky("late"), 'risky.flag is "late": expected a flag that is not on for all of prod yet'],
    [risky("all"), 'risky.flag is "all": expected a flag that is not on for all of prod yet'],
    [
      migrates({ changesShape: true }),
      "migrations.flag is missing: expected a flag, as the database's shape changes",
    ],
    [
      migrates({ changesShape: true, flag: "none" }),
      'migrations.flag is "none": expected a flag: one of all, open, some, late',
    ],
    [
      migrates({ changesShape: true, flag: "open" }),
      'migrations.flag is "open": expected a flag that is not on for all of prod yet',
    ],
    [
      { flags: { on: { description: "d".repeat(1025), enabled: true } } },
      "expected at most 1024 characters",
    ],
    [
      { flags: { [`a${"b".repeat(64)}`]: FLAGS.some } },
      "a letter, then up to 63 letters, digits, _ or -",
    ],
    [{ flags: { "a.b": FLAGS.some } }, "a letter, then up to 63 letters, digits, _ or -"],
    [{ flags: FLAGS, risky: { reason: "", flag: "some" } }, "risky.reason is"],
    [{ flags: { "1st": FLAGS.some } }, "a letter, then up to 63 letters, digits, _ or -"],
    [{ flags: { some: { ...FLAGS.some, enabled: 101 } } }, "flags.some.enabled is 101"],
  ];
  for (const [change, message] of wrong) {
    it(`[§10] may not be: ${message}`, () => {
      expect(() => read(ingest, change)).to.throw(InvalidInput, message);
    });
  }

  it("[§10] is on for a share of an environment's traffic", () => {
    const percents = (enabled: Parameters<typeof flagPercent>[0]["enabled"]) =>
      ENVIRONMENTS.map((each) => flagPercent({ description: "d", enabled }, each));
    expect(percents(true)).to.deep.equal([100, 100, 100]);
    expect(percents({ dev: true, stg: 7, prod: false })).to.deep.equal([100, 7, 0]);
  });

  it("[§10] is a flag whose key has 64 characters at most", () => {
    const key = `a${"b".repeat(63)}`;
    expect(read(ingest, { flags: { [key]: FLAGS.some } })?.flags).to.have.property(key);
  });

  it("[§10] is nothing of a Terraform stack, which reads no flags", () => {
    expect(() => read(core, { flags: FLAGS })).to.throw(
      InvalidInput,
      "expected none, as nothing reads them",
    );
  });
});
