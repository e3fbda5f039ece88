import { expect } from "chai";
import { GitHubOidcProvider } from "../../../components/identity/github-oidc-provider";
import { contextOf, PLATFORM } from "../../../infra/context";
import { contextIn, settingsOf } from "../../support/contexts";
import { only, record } from "../../support/record";

describe("GitHubOidcProvider", () => {
  it("[§4] trusts GitHub's issuer, for the audience of STS, without thumbprints", async () => {
    const context = contextIn("dev");
    const made = await record(() => new GitHubOidcProvider("github", { context }));

    expect(made.map(({ type, name }) => [type, name])).to.deep.equal([
      ["nc:identity:GitHubOidcProvider", "github"],
      ["aws:iam/openIdConnectProvider:OpenIdConnectProvider", "github"],
    ]);
    const provider = only(made, "aws:iam/openIdConnectProvider:OpenIdConnectProvider");
    const { tags, ...inputs } = provider.inputs;
    expect(inputs).to.deep.equal({
      url: "https://token.actions.githubusercontent.com",
      clientIdLists: ["sts.amazonaws.com"],
    });
    expect(tags).to.include({ Service: "platform", Name: "nc-platform-dev-github-oidc" });
  });

  it("makes none where the account's own is used, whose ARN is the same", async () => {
    const settings = settingsOf("dev", { adopt: { githubOidcProvider: "use" } });
    const context = contextOf(settings, PLATFORM);
    let arn: string | undefined;
    const made = await record(() =>
      new GitHubOidcProvider("github", { context }).arn.apply((value) => {
        arn = value;
      }),
    );
    expect(made.map(({ type }) => type)).to.deep.equal(["nc:identity:GitHubOidcProvider"]);
    expect(arn).to.equal(
      "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com",
    );
  });

  it("knows its ARN from the account", async () => {
    let arn: string | undefined;
    await record(() =>
      new GitHubOidcProvider("github", { context: contextIn("stg") }).arn.apply((value) => {
        arn = value;
      }),
    );
    expect(arn).to.equal(
      "arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com",
    );
  });
});
