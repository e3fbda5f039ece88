import { expect } from "chai";
import fc from "fast-check";
import { parseCatalog } from "../../../infra/catalog/parse";
import { factsOf } from "../../../infra/catalog/workload";
import { InvalidInput } from "../../../infra/problems";
import { ENTRIES, read, refuses } from "./entries";

describe("catalog", () => {
  it("[§2] has services, functions, workers, jobs and Terraform stacks", () => {
    const kinds = parseCatalog(ENTRIES).map(({ kind }) => kind);
    expect(kinds).to.deep.equal(["service", "function", "worker", "job", "terraform"]);
  });

  it("fills in what is left out", () => {
    expect(read("svc")).to.deep.include({
      port: 8080,
      size: { cpu: 256, memory: 512 },
      rollout: "codedeploy",
      traffic: { type: "canary", percent: 10, interval: 180 },
      stopTimeout: 30,
    });
    expect(read("wrk")).to.deep.nested.include({
      "queue.visibility": 300,
      "queue.deadLetterRetention": 1_209_600,
      "queue.maxReceiveCount": 5,
    });
  });

  it("knows what ships as an image, and what is a Lambda function", () => {
    const images = parseCatalog(ENTRIES).filter((each) => factsOf(each).shipsImage);
    expect(images.map(({ name }) => name)).to.deep.equal(["svc", "wrk"]);
    const facts = (name: keyof typeof ENTRIES, change: object) => {
      const workload = read(name, change);
      if (workload === undefined) return undefined;
      const { quotaUse: _, ...others } = factsOf(workload);
      return others;
    };
    expect(facts("job", { runs: { as: "task" } })).to.deep.equal({
      shipsImage: true,
      offers: [{ verb: "start" }],
    });
    expect(facts("job", { runs: { as: "function", architecture: "x86_64" } })).to.deep.equal({
      lambda: { architecture: "x86_64", runtime: "nodejs24.x", reservedConcurrency: 1 },
      offers: [{ verb: "start" }],
    });
    expect(facts("fn", { concurrency: 7 })).to.deep.equal({
      lambda: { architecture: "arm64", runtime: "nodejs24.x", reservedConcurrency: 7 },
      rotatesSecrets: true,
      offers: [{ verb: "invoke" }],
    });
    expect(facts("tf", {})).to.deep.equal({ destroyedByDelivery: true, offers: [] });
  });

  it("refuses a kind that there is not", () => {
    for (const kind of ["batch", "toString", undefined]) {
      expect(() => read("svc", { kind })).to.throw(
        InvalidInput,
        `kind is ${kind === undefined ? "missing" : `"${kind}"`}: expected one of "service", "function", `,
      );
    }
  });

  refuses([
    ["svc", { app: "Other" }, 'app is "Other": expected one of "Neurocipher", "AuditHound"'],
    ["svc", { owner: undefined }, "owner is missing: expected a string"],
    ["svc", { costCenter: "12" }, 'costCenter is "12": expected a cost centre such as "CC-1001"'],
    ["svc", { costCenter: "CC-10011" }, 'costCenter is "CC-10011": expected a cost centre'],
    ["svc", { costCenter: "XCC-1001" }, 'costCenter is "XCC-1001": expected a cost centre'],
    ["svc", { repository: "neurocipher/*" }, "expected a repository's name"],
    ["svc", { repository: "svc.git" }, "expected a repository's name"],
    [
      "svc",
      { owner: "data--platform-" },
      'owner is "data--platform-": expected the slug of a GitHub',
    ],
    [
      "tf",
      { name: "platform" },
      'name is "platform": expected another name: it is the platform\'s',
    ],
    ["svc", { risky: { reason: "new parser", flag: "x" } }, 'risky.flag is "x": expected a flag'],
    [
      "svc",
      { migrations: { command: ["m"], secret: "db", changesShape: true }, secrets: { db: {} } },
      "migrations.flag is missing: expected a flag, as the database's shape changes",
    ],
    [
      "svc",
      { migrations: { command: ["m"], secret: "db" } },
      'migrations.secret is "db": expected a secret, and it has none',
    ],
    ["svc", { flags: { "1x": {} } }, "flags.1x"],
    [
      "tf",
      { config: { "release-contract": "x" } },
      'config.release-contract is "x": expected another key, as this one holds what a release needs',
    ],
    ["tf", { manages: ["iam"] }, 'manages[0] is "iam": expected one of'],
    ["tf", { manages: [] }, "manages is []: expected at least 1"],
    [
      "tf",
      { directory: "/etc" },
      'directory is "/etc": expected a folder such as "iac/stacks/core"',
    ],
    [
      "tf",
      { directory: "iac/" },
      'directory is "iac/": expected a folder such as "iac/stacks/core"',
    ],
    ["tf", { directory: "../iac" }, "expected a folder such as"],
    ["tf", { name: "stg-core" }, 'expected no segment "stg", which names an environment'],
    ["tf", { name: "a-name-of-more-than-20" }, "expected at most 20 characters"],
    ["tf", { bogus: true }, "bogus is true: expected no such field"],
    [
      "tf",
      { secrets: { db: { rotation: { every: "30 days", by: "rotator" } } } },
      'secrets.db.rotation.by is "rotator": expected a function of the catalog',
    ],
  ]);

  it("refuses two Terraform stacks over one folder of one repository", () => {
    const { tf } = ENTRIES;
    const apart = { tf, b: { ...tf, name: "b", directory: "iac/b" } };
    expect(() => parseCatalog(apart)).not.to.throw();
    for (const repository of ["audit", "Audit"]) {
      expect(() => parseCatalog({ tf, b: { ...tf, name: "b", repository } })).to.throw(
        InvalidInput,
        `b: directory is "iac/tf": expected another than tf's in ${repository}`,
      );
    }
    const elsewhere = { ...tf, name: "b", repository: "other", repositoryId: 2 };
    expect(() => parseCatalog({ tf, b: elsewhere })).not.to.throw();
  });

  it("lists every problem of every entry at once", () => {
    const bad = {
      wrk: { ...ENTRIES.wrk, costCenter: "x", queue: { longestJob: "1 hour" } },
      other: { ...ENTRIES.tf },
      none: undefined,
    };
    expect(() => parseCatalog(bad)).to.throw(InvalidInput, /costCenter[\s\S]*longestJob/);
    expect(() => parseCatalog(bad)).to.throw('other: name is "tf": expected "other"');
    expect(() => parseCatalog(bad)).to.throw("none: value is missing: expected an object");
  });

  it("accepts a rotation by a function that is there", () => {
    const secrets = { db: { rotation: { every: "30 days", by: "fn" } } } as const;
    const [svc] = parseCatalog({ svc: { ...ENTRIES.svc, secrets }, fn: ENTRIES.fn });
    expect(svc?.secrets.db?.rotation).to.deep.equal({ every: 2_592_000, by: "fn" });
  });

  it("reads any entry, or says what is wrong with it", () => {
    const fields = Object.entries(ENTRIES).flatMap(([name, entry]) =>
      [...Object.keys(entry), "risky", "migrations", "consumes"].map((key) => [name, key] as const),
    );
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.anything(), ([name, key], value) => {
        try {
          read(name as keyof typeof ENTRIES, { [key]: value });
        } catch (error) {
          expect(error).to.be.instanceOf(InvalidInput);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
