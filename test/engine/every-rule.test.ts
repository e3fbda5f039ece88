import { expect } from "chai";
import { testSandbox } from "../support/sandbox";

const FIXTURE = "test/engine/fixtures/break-every-rule.ts";

/** Rules that one plan of mistakes breaks, by name. */
const RULES = [
  "alarm-notifies",
  "attached-policy-is-not-broad",
  "bucket-blocks-public-access",
  "bucket-has-acls-disabled",
  "bucket-has-required-parts",
  "bucket-has-versioning",
  "bucket-requires-tls",
  "container-has-log-configuration",
  "data-uses-customer-managed-key",
  "dead-letter-queue-has-alarm",
  "default-security-group-is-closed",
  "deployment-group-rolls-back",
  "environment-restricts-refs",
  "environment-has-required-reviewers",
  "github-trust-is-pinned",
  "http-listener-redirects",
  "image-is-by-digest",
  "image-repository-has-scanning-and-lifecycle",
  "image-tag-is-immutable",
  "ingress-is-restricted",
  "function-is-invoked-by-alias",
  "key-rotates",
  "key-policy-keeps-account-root",
  "listener-uses-modern-tls",
  "log-group-is-managed",
  "log-group-has-retention",
  "name-follows-convention",
  "no-aws-access-key-in-inputs",
  "no-long-lived-credential",
  "oidc-provider-is-github",
  "public-ingress-is-load-balancer",
  "path-follows-convention",
  "no-cross-account-reference",
  "policy-has-no-public-principal",
  "policy-grants-no-wildcard",
  "provider-is-restricted",
  "queue-has-dead-letter-queue",
  "region-is-allowed",
  "repository-has-environments",
  "resource-is-tagged",
  "role-has-permissions-boundary",
  "rollback-uses-metric-alarms",
  "no-secret-value-in-program",
  "service-rolls-back",
  "suppressed-alarm-has-composite",
  "table-has-point-in-time-recovery",
  "container-is-hardened",
  "task-has-no-public-ip",
  "version-is-pinned",
  "vpc-manages-default-security-group",
  "release-managed-inputs-are-ignored",
];

describe("the policy pack, run by the engine on a plan of mistakes", () => {
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
