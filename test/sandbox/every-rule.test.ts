import { expect } from "chai";
import { testSandbox } from "../support/sandbox";

const FIXTURE = "test/sandbox/fixtures/break-every-rule.ts";

/** Rules that one plan of mistakes breaks, by name. */
const RULES = [
  "alarm-notifies",
  "attached-policy-is-narrow",
  "bucket-blocks-public-access",
  "bucket-has-one-owner",
  "bucket-is-complete",
  "bucket-keeps-versions",
  "bucket-speaks-tls-only",
  "container-keeps-a-log",
  "data-uses-customer-managed-key",
  "dead-letter-queue-has-alarm",
  "default-security-group-is-closed",
  "deployment-group-rolls-back",
  "environment-admits-its-refs",
  "environment-asks-its-approvers",
  "github-trust-is-pinned",
  "http-only-redirects",
  "image-is-by-digest",
  "image-repository-is-kept",
  "image-tag-is-immutable",
  "ingress-is-not-open",
  "invoker-calls-an-alias",
  "key-rotates",
  "key-stays-with-its-account",
  "listener-speaks-modern-tls",
  "log-group-is-managed",
  "log-group-keeps-logs",
  "name-follows-convention",
  "no-aws-key-is-handed-out",
  "no-long-lived-credential",
  "oidc-provider-is-github",
  "open-ingress-is-the-load-balancers",
  "path-names-its-workload",
  "no-cross-account-reference",
  "policy-has-no-public-principal",
  "policy-grants-no-wildcard",
  "provider-is-guarded",
  "queue-has-dead-letters",
  "region-is-allowed",
  "repository-is-guarded",
  "resource-is-tagged",
  "role-has-boundary",
  "rollback-follows-metrics",
  "secret-value-stays-out",
  "service-rolls-back",
  "suppressed-alarm-has-composite",
  "table-is-recoverable",
  "task-is-confined",
  "task-is-not-public",
  "version-is-pinned",
  "vpc-closes-its-default-group",
  "release-managed-inputs-are-ignored",
];

describe("the policy pack, run by the engine on a plan of mistakes", function () {
  this.timeout("5 minutes");
  const sandbox = testSandbox();
  let violated: string[] = [];

  before(async () => {
    const run = await sandbox.run(["preview", "dev", "--json"], FIXTURE);
    expect(run.code, run.stderr).to.equal(1);
    const { environments } = JSON.parse(run.stdout) as {
      environments: { violations: { policy: string }[] }[];
    };
    violated = environments.flatMap(({ violations }) => violations.map(({ policy }) => policy));
  });
  after(() => sandbox.remove());

  for (const rule of RULES) {
    it(`${rule} is a violation`, () => {
      expect(violated).to.include(rule);
    });
  }
});
