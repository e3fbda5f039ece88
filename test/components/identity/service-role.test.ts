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
    const { assumeRolePolicy, tags, ...rest } = inputs;
    expect(rest).to.deep.equal({
      name: "nc-platform-stg-reader",
      description: "Reads",
      permissionsBoundary: "arn:b",
    });
    expect(tags).to.include({ Service: "platform", Name: "nc-platform-stg-reader" });
    expect(JSON.parse(assumeRolePolicy)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { Service: "lambda.amazonaws.com" },
        },
      ],
    });
    expect(only(made, "aws:iam/rolePolicy:RolePolicy").inputs).to.deep.equal({
      name: "nc-platform-stg-reader",
      role: "nc-platform-stg-reader",
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
