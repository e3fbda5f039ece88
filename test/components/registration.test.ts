import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { environment } from "../../stacks/environment";
import { everyOption } from "../iam/support/every-option";
import { loadTestCatalog } from "../support/catalog";
import { settingsOf } from "../support/contexts";
import { type RecordedResource, record } from "../support/record";

/** Type token of every component class, as its constructor registers it. */
function tokensInSource(): string[] {
  return readdirSync("components", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const text = readFileSync(`components/${file}`, "utf8");
      const classes = text.match(/extends pulumi\.ComponentResource/g) ?? [];
      const tokens = [...text.matchAll(/super\(\s*"(nc:[^"]+)"/g)].map(([, token = ""]) => token);
      expect(tokens, file).to.have.length(classes.length);
      return tokens;
    });
}

describe("the registration of components", () => {
  let components: RecordedResource[];

  before(async () => {
    const catalog = [...(await loadTestCatalog()), ...everyOption()];
    const made = await record(() => environment(settingsOf("prod", { dr: true }), catalog));
    components = made.filter(({ type }) => type.startsWith("nc:"));
  });

  it("is seen of every class, in the program of one environment", () => {
    const seen = new Set(components.map(({ type }) => type));
    expect([...seen].sort()).to.deep.equal(tokensInSource().sort());
  });

  it("hands no arguments to the engine: a component has no inputs in the state", () => {
    const given = components
      .filter(({ inputs }) => Object.keys(inputs).length > 0)
      .map(({ type }) => type);
    expect([...new Set(given)]).to.deep.equal([]);
  });
});
