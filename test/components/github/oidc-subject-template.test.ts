import { expect } from "chai";
import { OidcSubjectTemplate } from "../../../components/github/oidc-subject-template";
import { record } from "../../support/record";

describe("OidcSubjectTemplate", () => {
  it("[§4] keeps GitHub's own subject, which every role trusts by exact string", async () => {
    const [self, template, ...rest] = await record(
      () => new OidcSubjectTemplate("ingest", { repository: "ingest" }),
    );
    expect(self?.type).to.equal("nc:github:OidcSubjectTemplate");
    expect(template?.type).to.equal(
      "github:index/actionsRepositoryOidcSubjectClaimCustomizationTemplate:" +
        "ActionsRepositoryOidcSubjectClaimCustomizationTemplate",
    );
    expect(template?.inputs).to.deep.equal({ repository: "ingest", useDefault: true });
    expect(rest).to.deep.equal([]);
  });
});
