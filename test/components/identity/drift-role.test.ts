import { expect } from "chai";
import { DriftRole } from "../../../components/identity/drift-role";
import { contextIn } from "../../support/contexts";
import { only, record } from "../../support/record";

const GITHUB = "token.actions.githubusercontent.com";
const providerArn = `arn:aws:iam::333333333333:oidc-provider/${GITHUB}`;
const permissionsBoundaryArn = "arn:aws:iam::333333333333:policy/nc-platform-prod-boundary";

const made = () =>
  record(
    () =>
      new DriftRole("drift", { context: contextIn("prod"), providerArn, permissionsBoundaryArn }),
  );

describe("DriftRole", () => {
  it("makes one role that reads, under the boundary", async () => {
    const resources = await made();
    const { assumeRolePolicy: _, tags, ...role } = only(resources, "aws:iam/role:Role").inputs;
    expect(role).to.deep.equal({
      name: "nc-platform-prod-drift",
      description: "Looks for changes past the program, and changes nothing.",
      maxSessionDuration: 3600,
      permissionsBoundary: permissionsBoundaryArn,
    });
    expect(tags).to.include({ Service: "platform", Name: "nc-platform-prod-drift" });
    const { policy, ...inline } = only(resources, "aws:iam/rolePolicy:RolePolicy").inputs;
    expect(inline).to.deep.equal({
      name: "nc-platform-prod-drift",
      role: "nc-platform-prod-drift",
    });
    const { Statement } = JSON.parse(policy) as { Statement: { Sid: string }[] };
    expect(Statement.map(({ Sid }) => Sid)).to.deep.equal([
      ...["Shape", "Config", "PulumiState", "PulumiKey", "NoData", "NoOtherObjects"],
      ...["NoOtherParameters", "NoOtherKeys", "NoApiKeys"],
      ...["Functions", "Code", "CodeKey", "Chats", "WhoChanged"],
    ]);
    expect(resources).to.have.lengthOf(3);
  });

  it("[§4] trusts detect-drift.yml at main, and no other job", async () => {
    const { assumeRolePolicy } = only(await made(), "aws:iam/role:Role").inputs;
    expect(JSON.parse(assumeRolePolicy).Statement).to.deep.equal([
      {
        Sid: "GitHubJob",
        Effect: "Allow",
        Principal: { Federated: providerArn },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            [`${GITHUB}:aud`]: "sts.amazonaws.com",
            [`${GITHUB}:sub`]: [
              "repo:neurocipher/nc-platform:ref:refs/heads/main",
              "repo:neurocipher@600000001/nc-platform@700000001:ref:refs/heads/main",
            ],
            [`${GITHUB}:repository_id`]: "700000001",
            [`${GITHUB}:job_workflow_ref`]:
              "neurocipher/nc-platform/.github/workflows/detect-drift.yml@refs/heads/main",
            [`${GITHUB}:ref`]: "refs/heads/main",
          },
        },
      },
    ]);
  });
});
