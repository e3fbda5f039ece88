import { expect } from "chai";
import type { Catalog } from "../../infra/catalog/workload";
import type { Settings } from "../../infra/settings/parse";
import { loadTestCatalog } from "../support/catalog";
import { settingsOf } from "../support/contexts";
import type { RecordedResource } from "../support/record";
import {
  distinct,
  isAdministrators,
  isThere,
  madeWith,
  takes,
  textOf,
} from "./support/environment";
import { everyOption } from "./support/every-option";
import { may } from "./support/judge";
import { type Role, roleNamed, rolesOf } from "./support/roles";
import type { Taken } from "./support/takes";
import { TYPES } from "./support/types";

/** The environment that lets another read its images, with and without the DR region. */
const SETTINGS = settingsOf("stg", { dr: true });
const WITHOUT_DR = settingsOf("stg");

/** What ends or weakens nothing: passing a role; and of the audit trail's bucket and role, creation and tags. */
function isHarmless({ action, resource }: Taken): boolean {
  if (action === "iam:PassRole") return true;
  const harmless = /:(CreateBucket|CreateRole|ListTagsForResource|(T|Unt)agR(ole|esource))$/;
  return /nc-platform-stg-audit-trail/.test(resource) && harmless.test(action);
}

describe("what applying an environment takes, by type of resource", () => {
  let catalog: Catalog;
  let made: RecordedResource[];
  let deploy: Role;

  before(async () => {
    catalog = [...(await loadTestCatalog()), ...everyOption()];
    made = await madeWith(SETTINGS, catalog);
    deploy = await deployWith(SETTINGS);
  });

  const deployWith = async (settings: Settings) =>
    roleNamed(await rolesOf("stg", catalog, settings), "gha-deploy-role");
  const taken = (each: RecordedResource) => takes(each, SETTINGS);
  const ours = (all = made) => all.filter((each) => !isAdministrators(each));
  /** Those of `asks` that `role` is allowed, or is not. */
  const those = async (
    allowed: boolean,
    asks: readonly Taken[],
    { account, role = deploy }: { account?: string; role?: Role } = {},
  ) => {
    const given = (ask: Taken) => ({ with: ask.with, ...(account ? { account } : {}) });
    const answers = await Promise.all(
      asks.map((ask) => may(role, ask.action, ask.resource, given(ask))),
    );
    return asks.filter((_, index) => answers[index] === allowed).map(textOf);
  };

  it("is written down for every type that the program makes, and for no other", async () => {
    // Prod alone locks the bucket of its audit trail.
    const inProd = await madeWith(settingsOf("prod"), []);
    const types = new Set([...made, ...inProd].map(({ type }) => type));
    expect([...types].sort()).to.deep.equal(Object.keys(TYPES).sort());
  });

  it("is granted to the platform's role, for every resource", async () => {
    expect(await those(false, distinct(ours().flatMap(taken)))).to.deep.equal([]);
  });

  it("is granted without the DR region too, and nothing in that region then", async () => {
    const role = await deployWith(WITHOUT_DR);
    const here = ours(await madeWith(WITHOUT_DR, catalog));
    expect(await those(false, distinct(here.flatMap(taken)), { role })).to.deep.equal([]);
    const there = distinct(ours().filter(isThere).flatMap(taken));
    // Python wheels have a key there, as AWS offers CodeArtifact in few regions.
    const changes = there.filter(({ changes, action }) => changes && !/^(iam|kms):/.test(action));
    expect(changes).not.to.be.empty;
    expect(await those(true, changes, { role })).to.deep.equal([]);
  });

  it("is not granted on what is named off the convention", async () => {
    const strange = distinct(ours().flatMap(taken))
      .filter(({ changes }) => changes)
      .map((ask) => ({ ...ask, resource: ask.resource.replace(/(?<![a-z])nc-/, "other-") }))
      .map((ask) => ({ ...ask, resource: ask.resource.replace(/([:/])\/?nc\//, "$1/other/") }))
      .filter(({ resource }) => /other[-/]/.test(resource));
    expect(strange).not.to.be.empty;
    expect(await those(true, strange)).to.deep.equal([]);
  });

  it("is not granted in another account", async () => {
    const there = distinct(ours().flatMap(taken))
      .filter(({ changes, resource }) => changes && resource.includes(SETTINGS.accountId))
      .map((ask) => ({
        ...ask,
        resource: ask.resource.replace(SETTINGS.accountId, "999999999999"),
      }));
    expect(there).not.to.be.empty;
    expect(await those(true, there, { account: "999999999999" })).to.deep.equal([]);
  });

  it("leaves to administrators what holds the platform itself", async () => {
    const asks = distinct(made.filter(isAdministrators).flatMap(taken));
    const changes = asks.filter((ask) => ask.changes && !isHarmless(ask));
    expect(changes).not.to.be.empty;
    expect(await those(true, changes)).to.deep.equal([]);
  });
});
