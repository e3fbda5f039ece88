import { readdirSync } from "node:fs";
import { expect } from "chai";
import { RESOURCE_TYPES } from "../../../../sandbox/cloud/services";

const FOLDER = new URL("../../../../sandbox/cloud/services/", import.meta.url);

describe("the services of the simulated cloud", () => {
  it("each add types of their own to the registry", async () => {
    const files = readdirSync(FOLDER).filter((file) => file !== "index.ts");
    const modules = await Promise.all(
      files.map(async (file): Promise<object> => import(new URL(file, FOLDER).href)),
    );
    const tokens = modules
      .flatMap((module) => Object.values(module))
      .filter((exported) => typeof exported === "object")
      .flatMap((types) => Object.keys(types));
    expect(tokens.toSorted()).to.deep.equal(Object.keys(RESOURCE_TYPES).toSorted());
  });
});
