import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import ts from "typescript";

/** The fields of the `Args` interfaces in `text` that have no doc comment, as `<interface>.<field>`. */
function undocumented(text: string): string[] {
  const source = ts.createSourceFile("args.ts", text, ts.ScriptTarget.Latest, true);
  return source.statements
    .filter((each) => ts.isInterfaceDeclaration(each))
    .filter(({ name }) => name.text.endsWith("Args"))
    .flatMap(({ name, members }) =>
      members
        .filter((member) => !hasText(member))
        .map((member) => `${name.text}.${member.name?.getText()}`),
    );
}

function hasText(member: ts.TypeElement): boolean {
  return ts
    .getJSDocCommentsAndTags(member)
    .some((doc) => ts.isJSDoc(doc) && (ts.getTextOfJSDocComment(doc.comment) ?? "") !== "");
}

describe("the arguments of components", () => {
  it("have a doc comment for each field", () => {
    const files = readdirSync("components", { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => [file, undocumented(readFileSync(`components/${file}`, "utf8"))] as const);

    expect(files.filter(([, fields]) => fields.length > 0)).to.deep.equal([]);
    expect(files.length).to.be.greaterThan(50);
  });

  it("are found where a comment is missing, or says nothing but a tag", () => {
    const text = `
      export interface NetworkArgs {
        /** Id of the VPC, \`vpc-...\`. */
        vpcId: string;
        /** @default - none */
        zones?: string[];
        cidr: string;
      }
      interface Other { cidr: string }`;

    expect(undocumented(text)).to.deep.equal(["NetworkArgs.zones", "NetworkArgs.cidr"]);
  });
});
