import { readFileSync } from "node:fs";
import { expect } from "chai";
import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { deliveryAppOf } from "../../../delivery/assembly/delivery-app";
import { settingsOf } from "../../support/contexts";
import { APP_KEY } from "../../support/github";
import { examination } from "./examination";
import { SECRET } from "./support";

const PUT = `aws secretsmanager put-secret-value --secret-id ${SECRET} --secret-string file://delivery.json`;
const NEW_KEY = `a new private key of the App into delivery.json, and ${PUT}`;

describe("a doctor's examination of the App of deliveries", () => {
  const { api, gitHub, problems, results, putSecret } = examination();
  const ofApp = (found: readonly string[][]) => found.filter(([check]) => check === "delivery App");
  const granted = (permissions: Record<string, "read" | "write">) => {
    const [app] = gitHub().github.state.apps;
    if (app) app.installations = [{ id: 7, permissions }];
  };

  it("[§12] knows a secret that is not there, and names the command that makes it as the page on delivery does", async () => {
    for (const each of api.cloud.list("aws:secretsmanager/secret:Secret")) api.cloud.remove(each);
    const create = `aws secretsmanager create-secret --name ${SECRET} --kms-key-id alias/nc-platform-prod-config --secret-string file://delivery.json`;
    expect(await problems()).to.deep.equal([
      [
        "delivery App",
        `${SECRET} has no value`,
        `${create}, and where it is there without a value: ${PUT}`,
      ],
    ]);
    const page = readFileSync("docs/delivery.md", "utf8").replaceAll(/\\\n\s*/g, "");
    expect(page).to.contain(create.replaceAll("prod", "stg"));
  });

  it("[§12] knows a value of another shape, and shows no part of it", async () => {
    for (const [value, problem] of [
      ["hush", `${SECRET} is no JSON`],
      [
        JSON.stringify({ appId: "hush", installationId: 7, privateKey: APP_KEY, other: "hush" }),
        `${SECRET}: an answer of another shape: appId, the whole`,
      ],
    ] as const) {
      await putSecret(value);
      const found = await problems();
      expect(found).to.deep.equal([["delivery App", problem, PUT]]);
      expect(JSON.stringify(await results({}))).not.to.contain("hush");
    }
  });

  it("[§12] knows a key that is not the App's, and one that cannot be read", async () => {
    await putSecret(JSON.stringify({ appId: 78, installationId: 7, privateKey: APP_KEY }));
    const [[, problem, mend] = []] = await problems();
    expect(problem).to.match(
      /^GitHub: POST \/app\/installations\/\{installation_id\}\/access_tokens: 401 /,
    );
    expect(mend).to.equal(NEW_KEY);
    const privateKey = "-----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY-----\n";
    await putSecret(JSON.stringify({ appId: 77, installationId: 7, privateKey }));
    expect(await problems()).to.deep.equal([
      [
        "delivery App",
        "GitHub: GITHUB_APP_PRIVATE_KEY is not readable: expected a private RSA key as PEM",
        NEW_KEY,
      ],
    ]);
  });

  it("[§12] knows each permission that is missing, too low, or more than a delivery needs", async () => {
    granted({
      actions: "read",
      checks: "read",
      contents: "write",
      deployments: "read",
      issues: "read",
      metadata: "read",
      workflows: "write",
    });
    const mend =
      "https://github.com/organizations/neurocipher/settings/installations, as an owner of the organization";
    expect(await problems()).to.deep.equal(
      [
        'contents is "write": expected read',
        'issues is "read": expected write',
        "members is missing: expected read",
        "pull_requests is missing: expected read",
        'workflows is "write": expected none: no delivery needs it',
      ].map((each) => ["delivery App", `the App's permission ${each}`, mend]),
    );
    const page = readFileSync("docs/delivery.md", "utf8").replaceAll("\n", " ");
    expect(page).to.contain(
      "the permissions actions, checks, contents, deployments, members and pull requests (read) and issues (write)",
    );
  });

  it("does not know what AWS does not show, and says who may see it", async () => {
    const clients = new AwsClients(api.as("nobody"));
    const { url, clock } = gitHub();
    const deliveryApp = deliveryAppOf({
      clients,
      secret: SECRET,
      env: { GITHUB_API_URL: url },
      clock,
    });
    const [[, problem, mend] = []] = ofApp(await problems({ deliveryApp }));
    clients.destroy();
    expect(problem).to.match(/^GetSecretValue of Secrets Manager: AccessDeniedException: /);
    expect(mend).to.equal(`aws sso login, as somebody who may read ${SECRET}`);
  });

  it("looks at none in dev, where nobody is asked", async () => {
    expect(ofApp(await problems({ settings: settingsOf("dev") }))).to.deep.equal([]);
    const checks = (await results({ settings: settingsOf("dev") })).map(({ check }) => check);
    expect(checks).not.to.include("delivery App");
  });
});
