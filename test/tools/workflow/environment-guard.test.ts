import type { IncomingMessage } from "node:http";
import { expect } from "chai";
import { environmentsOf } from "../../../infra/github/environments";
import { assertGuarded, guardedEnvironments } from "../../../tools/workflow/environment-guard";
import { settingsOf } from "../../support/contexts";
import { withServer } from "../../support/loopback";

const REVIEWED = {
  type: "required_reviewers",
  prevent_self_review: true,
  reviewers: [{ type: "Team", reviewer: { id: 800_002, slug: "security" } }],
};
const PROD = {
  name: "prod",
  can_admins_bypass: false,
  protection_rules: [REVIEWED, { type: "branch_policy" }],
  deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
};
const PRODUCT = {
  ...PROD,
  protection_rules: [{ ...REVIEWED, reviewers: [{ type: "Team", reviewer: { id: 800_003 } }] }],
};
const TAGS = [{ name: "v*", type: "tag" }];
/** What GitHub makes of an environment that a job names and that is missing. */
const MADE_BY_GITHUB = {
  name: "prod",
  can_admins_bypass: true,
  protection_rules: [],
  deployment_branch_policy: null,
};

/** What the guard says where GitHub answers this; nothing if all is well. */
async function verdict(prod: object, policies: readonly object[] = TAGS, status = 200) {
  const asked: IncomingMessage[] = [];
  const answers: Record<string, object> = {
    "/repos/o/r/environments/prod": prod,
    "/repos/o/r/environments/prod-product": PRODUCT,
    "/repos/o/r/environments/prod/deployment-branch-policies": { branch_policies: policies },
    "/repos/o/r/environments/prod-product/deployment-branch-policies": { branch_policies: TAGS },
  };
  const message = await withServer(
    (request, response) => {
      asked.push(request);
      response.writeHead(status).end(JSON.stringify(answers[String(request.url)]));
    },
    (url) =>
      assertGuarded(environmentsOf(settingsOf("prod")), `${url}/repos/o/r`, "t0ken").then(
        () => "",
        (error: Error) => error.message,
      ),
  );
  return { message, asked };
}

describe("the rules of a GitHub environment, before a role is assumed", () => {
  it("[§12] are those of the settings, in every environment that a run passes", async () => {
    const { message, asked } = await verdict(PROD);
    expect(message).to.equal("");
    expect(asked.map(({ url }) => url)).to.deep.equal([
      "/repos/o/r/environments/prod-product",
      "/repos/o/r/environments/prod-product/deployment-branch-policies",
      "/repos/o/r/environments/prod",
      "/repos/o/r/environments/prod/deployment-branch-policies",
    ]);
    expect(new Set(asked.map(({ headers }) => headers.authorization))).to.have.all.keys(
      "Bearer t0ken",
    );
  });

  it("[§12] are missing where GitHub itself has made the environment", async () => {
    expect((await verdict(MADE_BY_GITHUB)).message.split("\n")).to.deep.equal([
      "GitHub environments:",
      "  prod.can_admins_bypass is true: expected false",
      '  prod.reviewers is []: expected ["Team 800002"]',
      "  prod.prevent_self_review is false: expected true",
      "  prod.custom_branch_policies is missing: expected true",
      '  prod.branch_policies is []: expected [["tag","v*"]]',
    ]);
  });

  const team = (...reviewers: object[]) => ({
    ...PROD,
    protection_rules: [{ ...REVIEWED, reviewers }],
  });
  const security = { type: "Team", reviewer: { id: 800_002 } };
  const loosened: Record<string, [prod: object, policies: readonly object[], message: RegExp]> = {
    "nobody is asked": [{ ...PROD, protection_rules: [] }, TAGS, /prod\.reviewers is \[\]/],
    "another team is asked": [team({ type: "Team", reviewer: { id: 1 } }), TAGS, /Team 1"/],
    "a user is enough": [
      team(security, { type: "User", reviewer: { id: 5 } }),
      TAGS,
      /prod\.reviewers is \["Team 800002","User 5"\]/,
    ],
    "an author may approve": [
      { ...PROD, protection_rules: [{ ...REVIEWED, prevent_self_review: false }] },
      TAGS,
      /prod\.prevent_self_review is false/,
    ],
    "an administrator may pass": [{ ...PROD, can_admins_bypass: true }, TAGS, /bypass is true/],
    "a branch may deploy": [
      PROD,
      [...TAGS, { name: "main", type: "branch" }],
      /prod\.branch_policies is \[\["tag","v\*"\],\["branch","main"\]\]/,
    ],
    "a branch that is named like a tag may deploy": [
      PROD,
      [{ name: "v*", type: "branch" }],
      /prod\.branch_policies is \[\["branch","v\*"\]\]/,
    ],
  };
  for (const [what, [prod, policies, message]] of Object.entries(loosened)) {
    it(`[§12] are refused where ${what}`, async () => {
      expect((await verdict(prod, policies)).message).to.match(message);
    });
  }

  it("are refused where GitHub does not tell", async () => {
    expect((await verdict(PROD, TAGS, 404)).message).to.equal(
      "prod-product:\n  GitHub answers 404",
    );
  });
});

describe("[§12] the GitHub environments by which a job may go on", () => {
  const named = (environment: "dev" | "stg" | "prod", job: string) =>
    guardedEnvironments(settingsOf(environment), job).map(({ name, reviewers, refs }) => [
      name,
      reviewers?.team,
      refs,
    ]);

  it("are those that a delivery passes, that of the plan, or that in which stg is published to", () => {
    const tags = { tag: "v*" };
    expect(named("prod", "deploy")).to.deep.equal([
      ["prod-product", "product", tags],
      ["prod", "security", tags],
    ]);
    expect(named("stg", "publish")).to.deep.equal([["stg-publish", undefined, tags]]);
    expect(named("prod", "plan")).to.deep.equal([["prod-plan", undefined, tags]]);
  });

  for (const [environment, job, message] of [
    ["prod", "publish", /^arguments:\n {2}environment is "prod": expected one .* to publish in$/],
    ["dev", "plan", /^arguments:\n {2}environment is "dev": expected one .* to plan in$/],
    ["stg", "toString", /job is "toString": expected one of deploy, publish, plan$/],
  ] as const) {
    it(`are none of ${environment} for ${job}`, () => {
      expect(() => named(environment, job)).to.throw(message);
    });
  }
});
