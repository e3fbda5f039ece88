import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SQS } from "@aws-sdk/client-sqs";
import { z } from "zod";
import { drift as nc } from "../../../delivery/commands/drift";
import { platformNames } from "../../../infra/naming/platform-names";
import { workloadNames } from "../../../infra/naming/workload-names";
import { ADMINISTRATOR, openSession } from "../../api/authorization/sessions";
import { holds, present } from "../check";
import { STARTER } from "../delivery/github";
import { refreshPreview } from "../delivery/refreshed";
import type { Scenario } from "../scenario";
import { firstOf, type Stage } from "../stage";

/** Folder of the stack files. */
const ROOT = new URL("../../../", import.meta.url);

const ENVIRONMENT = "prod";

/** Who changes the account past the pipeline, and how the queue's timeout is after it, in seconds. */
const SOMEBODY = "mallory";
const CHANGED = 7;

const ANSWER = z.looseObject({
  findings: z.array(
    z.looseObject({
      type: z.string(),
      differences: z.array(
        z.object({ path: z.string(), program: z.string(), account: z.string() }),
      ),
      cause: z.object({
        since: z.string(),
        changes: z.array(z.object({ event: z.string(), by: z.string() })),
      }),
    }),
  ),
  ticket: z.object({ url: z.string(), change: z.string() }).optional(),
});

/** CI/CL-002 §16: what was changed past the program is told, until it is put back. */
export const drift: Scenario = {
  name: "drift",
  title: "A queue of prod is changed past the pipeline: a ticket says what, since when and by whom",
  async run(stage, step) {
    let opened: string | undefined;
    const before = await timeoutOf(stage);
    await step("as long as only releases change anything, nothing is told", async () => {
      const { findings, lines } = await look(stage);
      holds("findings", findings, []);
      return lines;
    });
    await step("the queue's timeout is changed, and a ticket tells of it", async () => {
      await change(stage, CHANGED);
      await stage.clock.sleep(60_000);
      const { findings, ticket, lines } = await look(stage);
      holds("findings", findings.length, 1);
      const [found] = findings;
      holds("what", found?.differences, [
        { path: "visibilityTimeoutSeconds", program: `${before}`, account: `${CHANGED}` },
      ]);
      const [by] = found?.cause.changes ?? [];
      holds("how", by?.event, "SetQueueAttributes");
      holds("by whom", by?.by.split("/").at(-1), SOMEBODY);
      holds("ticket", ticket?.change, "opened");
      opened = present("ticket", ticket).url;
      return lines;
    });
    await step("it is put back, and the ticket is closed", async () => {
      await change(stage, before);
      const { findings, ticket, lines } = await look(stage);
      holds("findings", findings, []);
      holds("ticket", ticket, { url: present("ticket", opened), change: "closed" });
      const issue = stage.github.state.issues.find(({ labels }) => labels.includes("drift"));
      holds("the issue", issue?.state, "closed");
      return lines;
    });
  },
};

/** What `nc drift` finds, with the role that looks for drift. */
async function look(stage: Stage) {
  const { accounts, clock, endpoint, folder, gitHubUrl, progress, settings, world } = stage;
  const account = accounts[ENVIRONMENT];
  const role = platformNames(settings[ENVIRONMENT]).driftRole;
  const session = openSession(world, { account, role, sessionName: "drift" });
  const own = mkdtempSync(join(folder, "drift-"));
  try {
    const preview = join(own, "refresh.json");
    writeFileSync(preview, refreshPreview(stage, ENVIRONMENT));
    const { answer, lines } = await nc.run(
      { verb: "drift", options: { environment: ENVIRONMENT, preview }, rest: [] },
      {
        env: {
          AWS_REGION: account.region,
          AWS_ENDPOINT_URL: endpoint,
          AWS_ACCESS_KEY_ID: session.accessKeyId,
          AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
          AWS_SESSION_TOKEN: session.sessionToken,
          GITHUB_API_URL: gitHubUrl,
          GITHUB_TOKEN: `sandbox-${STARTER}`,
        },
        project: ROOT,
        signal: new AbortController().signal,
        now: clock.now,
        sleep: clock.sleep,
        say: (line) => progress(`  ${line}`),
      },
    );
    return { ...ANSWER.parse(answer), lines };
  } finally {
    rmSync(own, { recursive: true });
  }
}

async function timeoutOf(stage: Stage): Promise<number> {
  const { Attributes } = await withQueue(stage, (sqs, QueueUrl) =>
    sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["VisibilityTimeout"] }),
  );
  return Number(Attributes?.VisibilityTimeout);
}

async function change(stage: Stage, seconds: number): Promise<void> {
  const Attributes = { VisibilityTimeout: `${seconds}` };
  await withQueue(stage, (sqs, QueueUrl) => sqs.setQueueAttributes({ QueueUrl, Attributes }));
}

/** Calls AWS as somebody does who may do all in the account. */
async function withQueue<T>(stage: Stage, work: (sqs: SQS, url: string) => Promise<T>): Promise<T> {
  const account = stage.accounts[ENVIRONMENT];
  const credentials = openSession(stage.world, {
    account,
    role: ADMINISTRATOR,
    sessionName: SOMEBODY,
  });
  const sqs = new SQS({ region: account.region, endpoint: stage.endpoint, credentials });
  try {
    const service = firstOf(stage, "worker").name;
    const QueueName = workloadNames({ service, environment: ENVIRONMENT }).queue;
    const { QueueUrl } = await sqs.getQueueUrl({ QueueName });
    return await work(sqs, present("queue", QueueUrl));
  } finally {
    sqs.destroy();
  }
}
