import { expect } from "chai";
import fc from "fast-check";
import { ENVIRONMENTS } from "../../../infra/environments";
import { LIMITS, type NamedType } from "../../../infra/naming/limits";
import {
  aliasName,
  configPath,
  fullName,
  logGroupName,
  pathPrefix,
  physicalName,
  SERVICE_MAX,
  secretPath,
} from "../../../infra/naming/names";

const TYPES = Object.keys(LIMITS) as NamedType[];

const segment = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/).filter((each) => !isEnvironment(each));
const service = fc
  .array(segment, { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join("-"))
  .filter((name) => name.length <= SERVICE_MAX);
const environment = fc.constantFrom(...ENVIRONMENTS);
/** Long and alike: parts come from a handful of words, environments' names among them. */
const component = fc
  .array(fc.constantFrom("a", "ab", "dev", "prod", "codedeploy", "hook", "b1"), {
    minLength: 1,
    maxLength: 20,
  })
  .map((parts) => parts.join("-"));

describe("names", () => {
  it("[§17] are nc-<svc>-<env>-<component>", () => {
    const owner = { service: "ingest-worker", environment: "dev" } as const;
    expect(physicalName("aws:sqs/queue:Queue", owner, "jobs")).to.equal(
      "nc-ingest-worker-dev-jobs",
    );
  });

  it("fit the limit and the alphabet of every type, for any input", () => {
    fc.assert(
      fc.property(service, environment, component, (svc, env, part) => {
        for (const type of TYPES) {
          const name = physicalName(type, { service: svc, environment: env }, part);
          expect(name.length).to.be.at.most(LIMITS[type].max);
          expect(name).to.match(LIMITS[type].pattern);
        }
      }),
    );
  });

  it("are the same for the same input, and differ for distinct ones", () => {
    const input = fc.tuple(service, environment, component);
    fc.assert(
      fc.property(input, input, (one, other) => {
        const same = one.join("|") === other.join("|");
        for (const type of TYPES) {
          const [first, second] = [one, other].map(([svc, env, part]) =>
            physicalName(type, { service: svc, environment: env }, part),
          );
          expect(first === second, `${type}: ${first}`).to.equal(same);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("do not collide where the parts could be cut in two ways", () => {
    const inner = fullName({ service: "x", environment: "dev" }, "y-prod-c");
    expect(() => fullName({ service: "x-dev-y", environment: "prod" }, "c")).to.throw(
      'service is "x-dev-y": expected no segment "dev", which names an environment',
    );
    expect(inner).to.equal("nc-x-dev-y-prod-c");
  });

  it("are shortened to head and hash, never silently cut", () => {
    const owner = { service: "a-service-of-20-chars", environment: "prod" } as const;
    const long = { ...owner, service: "a-service-20-chars-x" };
    expect(() => physicalName("aws:iam/role:Role", owner, "x")).to.throw("at most 20 characters");
    expect(physicalName("aws:lb/targetGroup:TargetGroup", long, "blue")).to.equal(
      "nc-a-service-20-chars-x-82e72269",
    );
  });

  for (const [part, value] of [
    ["service", "Ingest"],
    ["service", "-x"],
    ["service", "1st"],
    ["component", "a--b"],
    ["component", ""],
    ["component", "a_b"],
  ] as const) {
    it(`refuse the ${part} ${JSON.stringify(value)}`, () => {
      const parts = { service: "ingest", component: "jobs", [part]: value };
      expect(() =>
        fullName({ service: parts.service, environment: "dev" }, parts.component),
      ).to.throw(
        `${part} is ${JSON.stringify(value)}: expected lower-case words joined by single dashes`,
      );
    });
  }
});

function isEnvironment(text: string): boolean {
  return (ENVIRONMENTS as readonly string[]).includes(text);
}

const OWNER = { service: "ingest-worker", environment: "stg" } as const;

describe("paths", () => {
  it("[§9] are /nc/<env>/<service>/config/<key> and .../secret/<key>", () => {
    expect(configPath(OWNER, "log-level")).to.equal("/nc/stg/ingest-worker/config/log-level");
    expect(secretPath(OWNER, "database-url")).to.equal("/nc/stg/ingest-worker/secret/database-url");
  });

  it("put log groups and aliases under the same words", () => {
    expect(logGroupName(OWNER, "tasks")).to.equal("/nc/stg/ingest-worker/logs/tasks");
    expect(aliasName(OWNER, "logs")).to.equal("alias/nc-ingest-worker-stg-logs");
    expect(pathPrefix(OWNER, "config")).to.equal("/nc/stg/ingest-worker/config/");
  });

  for (const key of ["", "A", "a/b", "../prod", "a b", "a--b"]) {
    it(`refuse the key ${JSON.stringify(key)}`, () => {
      expect(() => secretPath(OWNER, key)).to.throw(
        `key is ${JSON.stringify(key)}: expected lower-case words joined by single dashes`,
      );
    });
  }

  it("list a wrong service and a wrong key together", () => {
    expect(() => configPath({ ...OWNER, service: "X" }, "Y")).to.throw(/service is[\s\S]*key is/);
  });
});
