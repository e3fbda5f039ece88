import { expect } from "chai";
import { serviceRole, serviceTrust } from "../../../components/identity/service-role";
import { contextIn } from "../../support/contexts";
import { only, record } from "../../support/record";

const context = contextIn("stg");

describe("serviceRole", () => {
  it("is named, bounded and tagged, and has one inline policy", async () => {
    const made = await record(() =>
      serviceRole(
        "reader",
        {
          context,
          component: "reader",
          description: "Reads",
          permissionsBoundaryArn: "arn:b",
          service: "lambda.amazonaws.com",
          policy: "{}",
        },
        {},
      ),
    );
    const { inputs } = only(made, "aws:iam/role:Role");
    expect(inputs).to.deep.equal({
      name: context.name("aws:iam/role:Role", "reader"),
      description: "Reads",
      assumeRolePolicy: serviceTrust("lambda.amazonaws.com"),
      permissionsBoundary: "arn:b",
      tags: context.tags("reader"),
    });
    expect(only(made, "aws:iam/rolePolicy:RolePolicy").inputs).to.deep.equal({
      name: context.name("aws:iam/rolePolicy:RolePolicy", "reader"),
      role: inputs.name,
      policy: "{}",
    });
  });

  it("is assumed by one service, under a condition where there is one", () => {
    const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "s" } };
    expect(JSON.parse(serviceTrust("s")).Statement).to.deep.equal([trust]);
    const Condition = { StringEquals: { "aws:SourceAccount": "1" } };
    expect(JSON.parse(serviceTrust("s", Condition)).Statement).to.deep.equal([
      { ...trust, Condition },
    ]);
  });
});
