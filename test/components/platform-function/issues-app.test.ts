import { expect } from "chai";
import { issuesApp } from "../../../components/platform-function/issues-app";
import { contextIn } from "../../support/contexts";
import { only, record } from "../../support/record";

describe("the secret of the App that reads and opens tickets", () => {
  it("[§14] is the environment's own, with its key", async () => {
    const all = await record(() =>
      issuesApp("issues-app", { context: contextIn("prod"), configKeyArn: "arn:config" }, {}),
    );
    expect(only(all, "aws:secretsmanager/secret:Secret").inputs).to.deep.include({
      name: "/nc/prod/platform/secret/issues-app",
      kmsKeyId: "arn:config",
      recoveryWindowInDays: 30,
    });
  });
});
