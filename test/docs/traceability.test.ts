import { readFileSync } from "node:fs";
import { expect } from "chai";
import { sectionTitles, titlesIn } from "../support/titles";

/** Every line of the sections that components can show, as CI/CL-002 has or implies them. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  "2": [
    "Targets: ECS Fargate services, Lambda functions, scheduled workers, Terraform IaC.",
    "Artifacts: container images, Python wheels, Lambda zips, Terraform plans.",
  ],
  "3": [
    "Separate AWS accounts: dev, stg, prod.",
    "Regions: primary ca-central-1. Optional DR us-east-1.",
    "Data rules: synthetic, sanitized and live data.",
  ],
  "4": [
    "Trust: token.actions.githubusercontent.com.",
    "One role per env and workload: gha-deploy-role.",
    "No long-lived AWS keys in CI/CD.",
  ],
  "5": [
    "Version: SemVer tags vMAJOR.MINOR.PATCH.",
    "Release types: build-only, pre-release, release.",
    "Changelog generated from Conventional Commits.",
  ],
  "6": [
    "State: S3 backend per account, DynamoDB lock.",
    "Plans produced on PRs. Applies gated by environment rules.",
  ],
  "8": [
    "Migrations run in a pre-traffic step.",
    "Forward-only for minor versions.",
    "Backward-compatible API window equals canary window.",
    "Emergency script per service for hotfix rollback when data-safe.",
    "Owner approves any destructive change.",
  ],
  "11": [
    "push to main: deploy to dev after CI gates.",
    "tag v*: deploy to stg. Manual approval promotes to prod.",
    "CI green and signed artifacts present.",
    "Deploy dev with smoke tests.",
    "Deploy stg, run synthetic, contract, and perf checks.",
    "Post-deploy verification and release notes.",
  ],
  "12": [
    "dev: no manual approvals.",
    "stg: 1 approver from Release Eng.",
    "prod: 2 approvers: Security and Product.",
    "Required checks before prod: CI gates.",
    "Required checks before prod: CodeQL, Trivy, IaC scan, contract diff.",
    "Required checks before prod: change ticket ID in approval comment.",
  ],
  "14": [
    "ECS: revert to previous task definition.",
    "Lambda: shift alias to previous version.",
    "IaC: terraform apply of last good state.",
    "IaC: targeted destroy for failed resources.",
    "Break-glass IAM role is time-bound and logged.",
    "All rollbacks create an incident and root-cause ticket.",
  ],
  "16": [
    "Changes are recorded.",
    "A change past the pipeline is found, with who made it.",
    "Standard: documented, low risk, auto-approved windows.",
    "Normal: CAB approval before prod.",
    "Emergency: on-call approval with post-incident review.",
  ],
  "17": [
    "Naming: nc-<svc>-<env>-<component>",
    "Required tags: App, Service, Env, Owner, CostCenter, Compliance.",
  ],
  "18": ["Service delivery. Lambda delivery."],
  "19": [
    "Lead time, change failure rate, time to restore, rollback rate.",
    "Median lead time from tag to prod under 30 minutes.",
    "Change failure rate under 5 percent.",
    "Mean time to restore under 15 minutes.",
    "Rollback rate under 2 percent per quarter.",
  ],
  "20": [
    "OIDC roles created and scoped for each env.",
    "GitHub Environments set with required approvers.",
    "Blue-green for ECS and canary for Lambda verified in stg.",
    "Bake checks green before first prod deploy.",
    "Rollback steps validated for ECS, Lambda, and Terraform.",
  ],
  "7.1": [
    "Deployment: blue-green via CodeDeploy.",
    "Health criteria: ALB target 200 OK.",
    "Health criteria: p95 latency under SLO.",
    "Health criteria: error rate under threshold.",
    "Auto rollback on health failure.",
    "ECS deploy step: service ingest-worker, cluster nc-core.",
  ],
  "7.2": [
    "Strategy: CodeDeploy canary or linear.",
    "Aliases: live and previous.",
    "Auto rollback on CloudWatch alarm breach.",
    "Lambda deploy step: publish, and move the alias live.",
  ],
  "7.3": [
    "Queue drain before switch.",
    "SQS visibility and redrive tuned.",
    "DLQ monitored with alarm and ticket.",
    "Scheduled workers, of which none is missed in silence.",
  ],
  "9": [
    "Config store: SSM Parameter Store.",
    "Secrets: AWS Secrets Manager.",
    "KMS: per-environment CMK.",
    "Naming: /nc/<env>/<service>/config/<key>, /nc/<env>/<service>/secret/<key>.",
  ],
  "10": [
    "Provider: AWS AppConfig.",
    "Flags scoped by env and percentage.",
    "Required for risky changes and DB shape changes.",
  ],
  "13": [
    "Bake period in stg with alarms.",
    "HTTP 5xx rate < 1 percent.",
    "p95 latency within SLO.",
    "Error budget not breached.",
    "Synthetic tests: health endpoint.",
    "Synthetic tests: readiness endpoint.",
    "Synthetic tests: one happy-path transaction.",
    "Post-deploy in prod: 10-minute watch.",
    "Auto rollback if alarms breach.",
  ],
  "15": [
    "Images: ECR repo per service and env.",
    "Tags: sha-<7> for immutable.",
    "Tags: vX.Y.Z for releases.",
    "Attestations: Cosign keyless and SLSA provenance.",
    "SBOM: Syft SPDX JSON stored with image digest.",
    "Promotion pulls by digest, not tag.",
  ],
};

/** Sections that a single test touches, while a release or a document holds the rest. */
const NAMED_IN_PASSING = ["1", "7", "8"];

const PAGE = readFileSync(new URL("../../docs/traceability.md", import.meta.url), "utf8");

/** The titles below each line of the page, by section. */
function shown(): Record<string, Record<string, string[]>> {
  const sections: Record<string, Record<string, string[]>> = {};
  let titles: string[] = [];
  let lines: Record<string, string[]> = {};
  for (const text of PAGE.split("\n")) {
    const [, section] = /^## ([\d.]+?)\.? /.exec(text) ?? [];
    const [, line] = /^- (.+)$/.exec(text) ?? [];
    const [, title] = /^ {2}- `(.+)`$/.exec(text) ?? [];
    if (section !== undefined) {
      lines = {};
      sections[section] = lines;
    } else if (line !== undefined) {
      titles = [];
      lines[line] = titles;
    } else if (title !== undefined) titles.push(title);
  }
  return sections;
}

describe("docs/traceability.md", () => {
  let all: ReadonlySet<string>;
  before(() => {
    all = sectionTitles();
  });

  it("has every line of its sections, and no other", () => {
    const lines = Object.entries(shown()).map(([section, each]) => [section, Object.keys(each)]);
    expect(Object.fromEntries(lines)).to.deep.equal(LINES);
  });

  for (const [section, lines] of Object.entries(shown())) {
    for (const [line, titles] of Object.entries(lines)) {
      it(`shows by a test of §${section}: ${line}`, () => {
        expect(titles).not.to.deep.equal([]);
        for (const title of titles) {
          expect(title).to.match(new RegExp(`^\\[§${section.replace(".", "\\.")}\\] `));
          expect(all.has(title), title).to.equal(true);
        }
      });
    }
  }

  it("has every section that a test names", () => {
    const named = [...all].map((title) => /^\[§([\d.]+)\]/.exec(title)?.[1]);
    const known = [...Object.keys(shown()), ...NAMED_IN_PASSING];
    expect([...new Set(named)].filter((each) => each && !known.includes(each))).to.deep.equal([]);
  });

  it("is held by titles, wherever they are written, and by nothing else", () => {
    const text = [
      "it('[§1] a', f); it(`[§2] b`, f); it(`[§3] ${c} d ${e}`, f); // [§4] no",
      "const table = { '[§5] e': 1 }; const words = ['[§6] f']; /* '[§7] g' */ x('h [§8]');",
    ].join("\n");
    expect(titlesIn(text)).to.deep.equal(["[§1] a", "[§2] b", "[§3] … d …", "[§5] e", "[§6] f"]);
  });
});
