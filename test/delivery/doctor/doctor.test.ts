import { expect } from "chai";
import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { accountInspection } from "../../../delivery/adapters/aws/inspection";
import { gitHubRules } from "../../../delivery/adapters/github/rules";
import { ADMINISTRATOR } from "../../../sandbox/api/authorization/sessions";
import { examination } from "./examination";

describe("a doctor's examination", () => {
  const { api, gitHub, results, problems } = examination();

  it("finds nothing wrong with what the program makes", async () => {
    const found = await results({ node: "24.0.0", region: "ca-central-1" });
    expect(found).to.deep.equal(
      [
        ["Node", "24.0.0"],
        ["region", "ca-central-1"],
        ["credentials", `arn:aws:sts::111111111111:assumed-role/${ADMINISTRATOR}/ci in prod`],
        ["tables", "nc-platform-prod-ledger and nc-platform-prod-promotions"],
        ["alert routes", "who is told has confirmed it"],
        ["parameters", "1 release contracts"],
        ["programs", "oras"],
        ["trusted root", "the authorities whose signatures count"],
        ["delivery App", "/nc/prod/platform/secret/delivery, as GitHub has it"],
        [
          "GitHub environments",
          "as the settings want them in neurocipher/nc-platform, neurocipher/billing",
        ],
        [
          "GitHub rulesets",
          "as the settings want them in neurocipher/nc-platform, neurocipher/billing",
        ],
        ["GitHub teams", "release-eng, security, product, on-call, cab"],
        ["GitHub workflows", "neurocipher/nc-platform lets the organization call its workflows"],
        ["GitHub releases", "immutable in neurocipher/nc-platform, neurocipher/billing"],
        ["GitHub callers", "as the catalog says in neurocipher/billing"],
      ].map(([check, what]) => ({ check, result: "ok", found: what })),
    );
  });

  it("takes what it may not see for a problem, and looks at everything else", async () => {
    const nobody = new AwsClients(api.as("nobody"));
    const found = await problems({
      account: accountInspection(nobody),
      rules: gitHubRules(gitHub().client("no-token")),
    });
    nobody.destroy();
    expect(found.map(([check]) => check)).to.deep.equal([
      ...[
        "tables",
        "alert routes",
        "parameters",
        "programs",
        "GitHub environments",
        "GitHub rulesets",
      ],
      ...["GitHub teams", "GitHub workflows", "GitHub releases"],
    ]);
    expect(found[0]?.[1]).to.match(
      /^DescribeTable of DynamoDB: AccessDeniedException: User: .* is not authorized/,
    );
    expect(found[6]?.slice(1)).to.deep.equal([
      "GitHub: GET /orgs/{org}/teams/{team_slug}: 401 Bad credentials",
      'export GITHUB_TOKEN="$(gh auth token)", as a member of the organization',
    ]);
  });
});
