import { expect } from "chai";
import { withAdoption } from "../../../infra/adoption/stack-text";
import { settingsOf } from "../../support/contexts";

const TEXT = `# Of prod.
config:
  nc-platform:cidr: 10.30.0.0/16 # a comment
`;
const imports = [{ type: "aws:sqs/queue:Queue", name: "orders", id: "https://sqs/orders" }];

describe("a stack's file with what is adopted", () => {
  it("gets the key, and keeps all else", () => {
    const rulesets = { orders: { enforcement: "disabled", until: "2026-12-26" } };
    const adopt = { githubOidcProvider: "use", imports, rulesets };
    expect(
      withAdoption(TEXT, "nc-platform", settingsOf("prod", { adopt }).adopt),
    ).to.equal(`${TEXT}  nc-platform:adopt:
    githubOidcProvider: "use"
    imports:
      - type: "aws:sqs/queue:Queue"
        name: "orders"
        id: "https://sqs/orders"
    rulesets:
      orders:
        enforcement: "disabled"
        until: "2026-12-26"
`);
  });

  it("gets nothing of defaults, and loses a key that has only those", () => {
    const { adopt } = settingsOf("prod");
    expect(withAdoption(TEXT, "nc-platform", adopt)).to.equal(TEXT);
    const written = withAdoption(
      TEXT,
      "nc-platform",
      settingsOf("dev", { adopt: { imports } }).adopt,
    );
    expect(withAdoption(written, "nc-platform", adopt)).to.equal(TEXT);
  });
});
