import { expect } from "chai";
import fc from "fast-check";
import { ENVIRONMENTS } from "../../../infra/environments";
import { InvalidInput } from "../../../infra/problems";
import { parseSettings } from "../../../infra/settings/parse";
import { CONFIG as KEYS } from "../../../infra/settings/schema";
import { CONFIG, settingsOf } from "../../support/contexts";

const teams = (changes: object) => ({ teams: { ...CONFIG.dev.teams, ...changes } });
const github = (changes: object) => ({ github: { ...CONFIG.dev.github, ...changes } });

describe("settings", () => {
  it("take an organization as GitHub spells it, and a team with an underscore", () => {
    const settings = settingsOf("dev", {
      ...github({ organization: "NeuroCipher" }),
      ...teams({ cab: { slug: "change_board", id: 9 } }),
    });
    expect(settings.github.organization).to.equal("NeuroCipher");
    expect(settings.teams.cab.slug).to.equal("change_board");
  });

  it("have the specification's numbers as defaults", () => {
    const settings = settingsOf("prod");
    expect(settings).to.deep.include({
      region: "ca-central-1",
      dr: false,
      drRegion: "us-east-1",
      watchMinutes: 10,
    });
    expect(settings.alarms.http5xxPercent).to.equal(1);
    expect(settings.kpi).to.deep.equal({
      leadTimeMinutes: 30,
      changeFailurePercent: 5,
      restoreMinutes: 15,
      rollbackPercent: 2,
    });
  });

  it("[§3] know the data class of each environment", () => {
    const classes = ENVIRONMENTS.map((each) => settingsOf(each, { dataClass: "" }).dataClass);
    expect(classes).to.deep.equal(["synthetic", "sanitized", "live"]);
  });

  it("are frozen at every level", () => {
    const settings = settingsOf("dev");
    expect(settings).to.be.frozen;
    expect(settings.teams.product).to.be.frozen;
  });

  const wrong: [environment: keyof typeof CONFIG, change: object, message: string][] = [
    ["dev", { accountId: "12" }, 'accountId is "12": expected 12 digits'],
    ["dev", { accountId: 111111111111 }, "accountId is 111111111111: expected a string"],
    ["dev", { accountId: { toString: undefined } }, "expected a string"],
    ["dev", { region: "us-west-2" }, 'region is "us-west-2": expected "ca-central-1"'],
    ["dev", { cidr: "10.0.0.0/8" }, 'cidr is "10.0.0.0/8": expected an IPv4 block from /16 to /20'],
    ["dev", { cidr: "10.300.0.0/16" }, "expected an IPv4 block"],
    ["dev", { natStrategy: "none" }, 'expected one of "single", "one-per-zone"'],
    ["dev", { dataClass: "live" }, 'expected "synthetic", which is all that dev may hold'],
    ["dev", { zones: ["ca-central-1a"] }, "expected at least 2 availability zones"],
    [
      "dev",
      { zones: ["ca-central-1a", "us-east-1a"] },
      'zones[1] is "us-east-1a": expected a zone of ca-central-1',
    ],
    [
      "dev",
      { zones: ["ca-central-1a", "ca-central-1a"] },
      'zones[1] is "ca-central-1a": expected a zone that is not listed before',
    ],
    [
      "dev",
      { zones: ["ca-central-1a", "ca-central-1z"] },
      'zones[1] is "ca-central-1z": expected a zone of ca-central-1: one of ca-central-1a, ' +
        "ca-central-1b, ca-central-1d",
    ],
    ["dev", { zones: ["ca-central-1", "ca-central-1a"] }, 'zones[0] is "ca-central-1"'],
    ["dev", { logRetentionDays: 2 }, "logRetentionDays is 2: expected one of 1, 3, 5"],
    [
      "prod",
      { approvers: 1 },
      "approvers is 1: expected 2, as a run asks in prod-product and prod (infra/github/environments.ts)",
    ],
    ["stg", { approvers: 2 }, "approvers is 2: expected 1, as a run asks in stg"],
    ["stg", { approvers: 0 }, "approvers is 0: expected 1, as a run asks in stg"],
    ["dev", { approvers: 1 }, "approvers is 1: expected 0, as a run asks nobody"],
    ["stg", { approvers: { stg: 1 } }, "expected a number"],
    ["dev", { promotesToAccountId: "333333333333" }, "expected no value but in stg"],
    ["stg", { promotesToAccountId: "" }, "promotesToAccountId is missing: expected 12 digits"],
    [
      "prod",
      { promotesFromAccountId: CONFIG.prod.accountId },
      "expected another account than accountId",
    ],
    ["dev", { alarms: { http5xxPercent: 0 } }, "alarms.http5xxPercent is 0"],
    ["dev", { teams: { security: {} } }, "teams.security.slug is missing"],
    [
      "dev",
      teams({ product: { slug: "security", id: 1 } }),
      "teams.product.id is 1: expected 800002",
    ],
    [
      "dev",
      teams({ cab: { slug: "board", id: 800_004 } }),
      'teams.cab.slug is "board": expected "on-call", which has the id 800004 in teams.on-call',
    ],
    [
      "prod",
      teams({ product: { slug: "security", id: 800_002 } }),
      "expected another team than teams.security, as prod asks both",
    ],
    ["dev", teams({ cab: { slug: "The Board", id: 9 } }), "expected the slug of a GitHub team"],
    ["dev", github({ organization: "data--platform-" }), "expected a GitHub login such as"],
    ["dev", github({ repository: "nc-platform.git" }), "expected a repository's name"],
    ["dev", { domain: { name: "-a.example.com", zoneId: "Z1" } }, "domain.name"],
    ["dev", { domain: { name: "a-.example.com", zoneId: "Z1" } }, "domain.name"],
    [
      "dev",
      { certificateArn: "arn:aws:acm:us-east-1:111111111111:certificate/1" },
      "expected a certificate in ca-central-1 of 111111111111",
    ],
    ["dev", { certificateArn: "x" }, "expected the ARN of a certificate"],
    ["dev", { domain: { name: "x", zoneId: "Z1" } }, "domain.name"],
    ["dev", { typo: 1 }, "typo is 1: expected no such field"],
    [
      "dev",
      { changeCalendar: { windows: [] } },
      "changeCalendar.windows is []: expected at least 1 entries",
    ],
    ["dev", { changeCalendar: { timeZone: "Mars/Base" } }, "expected an IANA time zone"],
    ["dev", { changeCalendar: { timeZone: "+02:00" } }, "expected an IANA time zone"],
  ];
  for (const [environment, change, message] of wrong) {
    it(`refuse ${JSON.stringify(change)} in ${environment}`, () => {
      expect(() => settingsOf(environment, change)).to.throw(InvalidInput, message);
    });
  }

  it("list every problem at once, of one field and of several together", () => {
    const change = { accountId: "12", dataClass: "live", zones: ["x", "y"], typo: 1 };
    expect(() => settingsOf("dev", change)).to.throw(
      InvalidInput,
      /^Pulumi\.dev\.yaml:\n {2}accountId[\s\S]*typo[\s\S]*dataClass[\s\S]*zones\[0\][\s\S]*zones\[1\]/,
    );
  });

  it("refuse a stack that is no environment", () => {
    expect(() => parseSettings("qa", CONFIG.dev)).to.throw('environment is "qa"');
  });

  it("parse, or say what is wrong, for any value of any key", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ENVIRONMENTS),
        fc.constantFrom(...Object.keys(KEYS)),
        fc.anything(),
        (environment, key, value) => {
          try {
            settingsOf(environment, { [key]: value });
          } catch (error) {
            expect(error).to.be.instanceOf(InvalidInput);
            expect((error as InvalidInput).message).to.match(/ is [\s\S]*: expected /);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
