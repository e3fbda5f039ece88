import { pathToFileURL } from "node:url";
import { ECS } from "@aws-sdk/client-ecs";
import { SQS } from "@aws-sdk/client-sqs";
import { expect } from "chai";
import { ADMINISTRATOR, openSession } from "../../sandbox/api/authorization/sessions";
import type { Entry } from "../../sandbox/cloud/record";
import { withRefreshPreview } from "../../sandbox/nc/refresh-preview";
import { openProject } from "../../sandbox/project";
import { nc, variablesOf } from "../delivery/commands/support/command-line";
import { type StartedGitHub, startedGitHub } from "../support/github";
import { projectWith } from "../support/sandbox";
import { appliedApi } from "./applied-api";

const QUEUE = "nc-audit-queue-dev-queue";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("drift of an applied environment", () => {
  const applied = appliedApi();
  let github: StartedGitHub;
  let project: string;
  before(async () => {
    project = projectWith(applied.sandbox.folder, "dev", (text) => text);
    github = await startedGitHub();
    const [checkout] = github.github.state.repositories;
    if (!checkout) throw new Error("the seed has a repository");
    github.github.state.repositories.push({ ...checkout, id: 700_000_001, name: "nc-platform" });
  });
  after(() => github.stop());

  const configOf = (role: string, sessionName: string) => {
    const [account] = applied.world.accounts;
    if (!account) throw new Error("dev was not applied");
    const { endpoint, region } = applied.delivers("audit-queue");
    return {
      region,
      endpoint,
      maxAttempts: 1 as const,
      credentials: openSession(applied.world, { account, role, sessionName }),
    };
  };

  /** Looks, as the workflow does, with the role that looks for drift. */
  const drift = () =>
    withRefreshPreview(
      {
        folder: applied.sandbox.folder,
        project: openProject(project),
        environment: "dev",
      },
      async (file) => {
        const env = {
          ...variablesOf(configOf("nc-platform-dev-drift", "drift")),
          GITHUB_API_URL: github.url,
          GITHUB_TOKEN: "token-of-dev",
        };
        const { code, out, err } = await nc(
          ["drift", "dev", "--preview", file, "--json"],
          env,
          pathToFileURL(`${project}/`),
        );
        return { code, err, answer: JSON.parse(out).answer };
      },
    );

  const setTimeout = async (seconds: number) => {
    const sqs = new SQS(configOf(ADMINISTRATOR, "eve"));
    const { QueueUrl } = await sqs.getQueueUrl({ QueueName: QUEUE });
    await sqs.setQueueAttributes({ QueueUrl, Attributes: { VisibilityTimeout: `${seconds}` } });
    sqs.destroy();
    return QueueUrl;
  };

  it("is nothing, as long as nobody but a release changes anything", async () => {
    const ecs = new ECS(applied.delivers("audit-queue"));
    await ecs.updateService({
      cluster: "nc-core",
      service: "nc-audit-queue-dev-service",
      desiredCount: 1,
    });
    ecs.destroy();
    expect(await drift()).to.deep.include({
      code: 0,
      answer: { environment: "dev", findings: [] },
    });
  });

  it("[§16] is told with what, since when and by whom, in one ticket until it is gone", async () => {
    const cloud = applied.world.accounts[0]?.cloud;
    const alarm = cloud?.list(ALARM).find(({ key }) => key.includes("audit-queue")) as Entry;
    const id = await setTimeout(7);
    cloud?.remove(alarm);

    const first = await drift();
    expect([first.code, first.answer.findings.length]).to.deep.equal([1, 2]);
    const [gone, queue] = first.answer.findings;
    expect(gone).to.deep.equal({
      urn: alarm.urn,
      type: ALARM,
      id: alarm.id,
      kind: "deleted",
      differences: [],
    });
    const { cause, urn, ...changed } = queue;
    expect(urn).to.match(/\$aws:sqs\/queue:Queue::audit-queue-queue$/);
    expect(changed).to.deep.equal({
      type: "aws:sqs/queue:Queue",
      id,
      kind: "changed",
      differences: [{ path: "visibilityTimeoutSeconds", program: "600", account: "7" }],
    });
    const by = `arn:aws:sts::111111111111:assumed-role/${ADMINISTRATOR}/eve`;
    expect(cause.changes).to.deep.equal([{ at: cause.since, event: "SetQueueAttributes", by }]);
    expect(first.answer.ticket.change).to.equal("opened");

    cloud?.put(alarm);
    expect((await drift()).answer.ticket).to.deep.equal({
      ...first.answer.ticket,
      change: "updated",
    });
    await setTimeout(600);
    expect(await drift()).to.deep.include({
      code: 0,
      answer: {
        environment: "dev",
        findings: [],
        ticket: { ...first.answer.ticket, change: "closed" },
      },
    });
    const issues = github.github.state.issues.filter(({ labels }) => labels.includes("drift"));
    expect(issues.map(({ repository, state }) => [repository, state])).to.deep.equal([
      ["nc-platform", "closed"],
    ]);
  });
});
