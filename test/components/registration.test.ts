import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { RETIREMENT_TYPE } from "../../infra/catalog/removals";
import { environment } from "../../stacks/environment";
import { everyOption } from "../iam/support/every-option";
import { loadTestCatalog } from "../support/catalog";
import { settingsOf } from "../support/contexts";
import { type RecordedResource, record } from "../support/record";

const VPC = {
  id: "vpc-0123456789abcdef0",
  publicSubnetIds: ["subnet-0000000a", "subnet-0000000b", "subnet-0000000c"],
  privateSubnetIds: ["subnet-0000000d", "subnet-0000000e", "subnet-0000000f"],
  natAddresses: ["203.0.113.7"],
};

/** Type token of every component class, as its constructor registers it. */
function tokensInSource(): string[] {
  return readdirSync("components", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const text = readFileSync(`components/${file}`, "utf8");
      const classes = text.match(/extends pulumi\.ComponentResource/g) ?? [];
      const tokens = [...text.matchAll(/super\(\s*(?:"(nc:[^"]+)"|RETIREMENT_TYPE)/g)].map(
        ([, token = RETIREMENT_TYPE]) => token,
      );
      expect(tokens, file).to.have.length(classes.length);
      return tokens;
    });
}

describe("the registration of components", () => {
  let components: RecordedResource[];

  before(async () => {
    const catalog = [...(await loadTestCatalog()), ...everyOption()];
    const prod = settingsOf("prod", { dr: true, deploymentRule: { appId: 1 } });
    const made = await record(() => environment(prod, catalog));
    // Releases are published in stg.
    made.push(...(await record(() => environment(settingsOf("stg"), catalog))));
    // A VPC is made or, where the settings have one, used.
    const adopted = settingsOf("dev", { adopt: { vpc: VPC } });
    made.push(...(await record(() => environment(adopted, []))));
    components = made.filter(({ type }) => type.startsWith("nc:"));
  });

  it("is seen of every class, in the program of an environment with a VPC of its own, or with one that was there", () => {
    const seen = new Set(components.map(({ type }) => type));
    expect([...seen].sort()).to.deep.equal(tokensInSource().sort());
  });

  it("hands no arguments to the engine, but for the record of a retirement", () => {
    const given = components
      .filter(({ inputs }) => Object.keys(inputs).length > 0)
      .map(({ type }) => type);
    expect([...new Set(given)]).to.deep.equal([RETIREMENT_TYPE]);
  });
});
