import { expect } from "chai";
import { loadTestCatalog } from "../support/catalog";
import { type Ask, calls } from "./support/asks";
import { admits, may } from "./support/judge";
import { publishAsks } from "./support/publish-asks";
import { type Role, roleNamed, rolesOf } from "./support/roles";
import { token, WORKFLOWS } from "./support/tokens";

const ACCOUNT = "222222222222";

/** The job of release.yml that publishes `ingest-worker` of the test catalog. */
const INGEST = {
  service: "ingest-worker",
  repository: "ingest-worker",
  repositoryId: 700_000_002,
  workflow: `${WORKFLOWS}/release.yml@refs/heads/main`,
};

describe("[§15] the role that publishes a release", () => {
  let role: Role;
  before(async () => {
    role = roleNamed(
      await rolesOf("stg", await loadTestCatalog()),
      "nc-ingest-worker-stg-gha-publish-role",
    );
  });

  it("is in stg alone, where releases are promoted from", async () => {
    const catalog = await loadTestCatalog();
    for (const environment of ["dev", "prod"] as const) {
      const names = [...(await rolesOf(environment, catalog)).keys()];
      expect(names.filter((name) => name.includes("publish"))).to.deep.equal([]);
    }
  });

  it("admits release.yml of main, for a tag, in an environment that asks nobody", () => {
    const good = token(INGEST, "stg-publish");
    expect(admits(role, good)).to.equal(true);
    const hostile = {
      "the environment that asks": token(INGEST, "stg"),
      "the workflow that promotes": {
        ...good,
        job_workflow_ref: `${WORKFLOWS}/promote.yml@refs/heads/main`,
      },
      "the workflow at a tag": {
        ...good,
        job_workflow_ref: `${WORKFLOWS}/release.yml@refs/tags/main`,
      },
      "a workflow of the repository's own": {
        ...good,
        job_workflow_ref: "neurocipher/ingest-worker/.github/workflows/release.yml@refs/heads/main",
      },
      "a branch": { ...good, ref: "refs/heads/v1" },
      "another repository": token(
        { ...INGEST, repository: "billing", repositoryId: 7 },
        "stg-publish",
      ),
    };
    for (const [what, claims] of Object.entries(hostile)) {
      expect(admits(role, claims), what).to.equal(false);
    }
  });

  const answers = async (asks: readonly Ask[], wanted: boolean) => {
    const wrong: string[] = [];
    for (const { action, resource, with: keys } of asks) {
      const yes = await may(role, action, resource, { with: keys, account: ACCOUNT });
      if (yes !== wanted) wrong.push(`${action} ${resource}`);
    }
    return wrong;
  };

  it("may do what publishing takes", async () => {
    const at = { service: "ingest-worker", environment: "stg", account: ACCOUNT } as const;
    const has = { image: true, migrations: true };
    expect(await answers(publishAsks(at, has), true)).to.deep.equal([]);
  });

  it("deploys nothing, says nothing of a bake, and reaches no other workload", async () => {
    const bucket = `arn:aws:s3:::nc-platform-stg-artifacts-${ACCOUNT}`;
    const repository = `arn:aws:ecr:ca-central-1:${ACCOUNT}:repository/nc-api-adapter-stg-image`;
    const own = `arn:aws:ecr:ca-central-1:${ACCOUNT}:repository/nc-ingest-worker-stg-image`;
    const table = `arn:aws:dynamodb:ca-central-1:${ACCOUNT}:table/nc-platform-stg`;
    const asks = [
      ...calls("s3", `${bucket}/ingest-worker/evidence/a/b.json`, "PutObject"),
      ...calls("s3", `${bucket}/ingest-worker/plan/0a/tfplan.bin`, "PutObject"),
      ...calls("s3", `${bucket}/ingest-worker/manifest/v1/release.json`, "DeleteObject"),
      ...calls("s3", `${bucket}/api-adapter/zip/a.zip`, "GetObject PutObject"),
      ...calls("ecr", repository, "PutImage BatchGetImage"),
      ...calls("ecr", own, "BatchDeleteImage"),
      ...calls("dynamodb", `${table}-ledger`, "PutItem", {
        "dynamodb:LeadingKeys": ["api-adapter"],
      }),
      ...calls("dynamodb", `${table}-promotions`, "PutItem", {
        "dynamodb:LeadingKeys": ["ingest-worker"],
      }),
      ...calls("ecs", "*", "RegisterTaskDefinition UpdateService"),
      ...calls("codedeploy", "*", "CreateDeployment"),
      ...calls("lambda", "*", "UpdateFunctionCode"),
    ];
    expect(await answers(asks, false)).to.deep.equal([]);
  });
});
