import { expect } from "chai";
import { withBreakGlassWindow } from "../../../infra/settings/break-glass-window";
import { parseProjectFile } from "../../../infra/settings/project-file";

const WINDOW = {
  from: "2026-11-27T14:00:00Z",
  until: "2026-11-27T15:00:00Z",
  who: ["alice"],
  ticket: "INC-1234",
  reason: "AWS: not reached # since noon",
};
const LINES = `    window:
      from: "2026-11-27T14:00:00Z"
      until: "2026-11-27T15:00:00Z"
      who:
        - "alice"
      ticket: "INC-1234"
      reason: "AWS: not reached # since noon"
`;
const changed = (text: string) =>
  withBreakGlassWindow({ name: "Pulumi.prod.yaml", text, project: "p" }, WINDOW);

describe("a stack's file with a window of break-glass", () => {
  it("has it at the end, where the file has none", () => {
    const text = "config:\n  p:cidr: 10.30.0.0/16 # prod\n  p:list: [{ a: b }]\n";
    expect(changed(text)).to.equal(`${text}  p:breakGlass:\n${LINES}`);
  });

  it("has it before what follows the config, and after a line that has no end", () => {
    const text = "config:\n  p:a: b\nsecretsprovider: awskms\n";
    expect(changed(text)).to.equal(
      `config:\n  p:a: b\n  p:breakGlass:\n${LINES}secretsprovider: awskms\n`,
    );
    expect(changed("config:\n  p:a: b")).to.equal(`config:\n  p:a: b\n  p:breakGlass:\n${LINES}`);
  });

  it("keeps what else is said of it, by the key that the file has, and every other line", () => {
    const before = '  breakGlass:\n    principals: ["arn:x"]\n    window: { ticket: INC-1 }\n';
    const after = '  breakGlass:\n    principals:\n      - "arn:x"\n';
    expect(changed(`config:\n  p:a: b\n${before}\n  # next\n  p:c: d\n`)).to.equal(
      `config:\n  p:a: b\n${after}${LINES}\n  # next\n  p:c: d\n`,
    );
  });

  it("is read as it was meant", () => {
    const { content } = parseProjectFile("Pulumi.prod.yaml", changed("config:\n  p:a: b\n"));
    expect(content).to.deep.equal({ config: { "p:a": "b", "p:breakGlass": { window: WINDOW } } });
  });

  for (const text of ["config: { a: b }\n", "config:\n", "encryptedkey: x\n", ""]) {
    it(`is refused where the file is ${JSON.stringify(text)}`, () => {
      expect(() => changed(text)).to.throw(
        `Pulumi.prod.yaml:\n  config is ${JSON.stringify(text)}: expected a block of keys, a line each`,
      );
    });
  }
});
