import { expect } from "chai";
import { commandsOf, runbook } from "./pages";

/** Some text of each command, by its page; no other command of the page has it. A command ends with a line break. */
export type Texts = Readonly<Record<string, readonly string[]>>;

/**
 * Which test file runs which commands of the runbooks, as they stand: but for the names of environment and account,
 * and for times.
 */
export const CLAIMS: Readonly<Record<string, Texts>> = {
  "test/engine/npm.test.ts": {
    "break-glass.md": ["npm run preview"],
  },
  "test/engine/runbooks.test.ts": {
    "break-glass.md": ["pulumi up", "pulumi refresh", "nc drift"],
    "drift.md": [
      "pulumi refresh --preview-only",
      "pulumi refresh --stack",
      "--preview refresh.json --dry-run",
      "--preview refresh.json\n",
      "nc --sandbox",
    ],
    "lost-app-key.md": ["pulumi refresh", "nc drift"],
    "dr.md": ["pulumi up --stack prod", "pulumi up --refresh"],
    "lost-state.md": ["pulumi refresh --stack prod", "pulumi preview --stack prod --policy-pack"],
  },
  "test/runbooks/break-glass.test.ts": {
    "break-glass.md": ['AWS." --dry-run', 'cannot reach AWS."\n'],
  },
  "test/runbooks/replay.test.ts": {
    "alarms.md": ["nc replay close-incident"],
    "incident-replay.md": [
      "aws sqs receive-message",
      "put-secret-value",
      "nc replay open-incident",
    ],
    "lost-app-key.md": [
      "put-secret-value",
      "nc replay open-incident --environment prod --dry-run\n",
      "nc replay open-incident --environment prod\n",
      "nc replay close-incident",
    ],
  },
  "test/runbooks/terraform.test.ts": { "rollback.md": ["nc rollback core"] },
  "test/tools/workflow/deployment-target.test.ts": {
    "break-glass.md": ["deployment-target.ts"],
    "drift.md": ["deployment-target.ts"],
  },
  "test/runbooks/run.test.ts": {
    "drain.md": [
      'get-queue-attributes --queue-url "$queue"',
      "nc status audit-queue",
      "--query taskArns",
      "stop-task",
      "nc rollback audit-queue",
      "put-parameter",
      "start-message-move-task",
    ],
    "hooks.md": ["nc rollback ingest-worker"],
    "rollback.md": [
      "nc status ingest-worker",
      "nc history ingest-worker",
      "nc rollback ingest-worker",
      "nc rollback api-adapter",
      "nc rollback audit-queue",
      "nc flags kill",
      "--started-by emergency",
      "aws cloudwatch describe-alarms",
    ],
  },
  "test/runbooks/show.test.ts": {
    "alarms.md": [
      "AttributeValue=PutSecretValue",
      "start-logging",
      "describe-target-health",
      "aws ecs describe-services",
      "nc kpi ",
      "nc history ",
    ],
    "break-glass.md": ["aws sts assume-role", "sourceIdentity ==", "update-ops-item"],
    "drain.md": ["stop-task", "put-parameter"],
    "lost-app-key.md": ["put-secret-value", "AttributeValue=GetSecretValue"],
    "retire.md": ["aws ecs describe-services"],
  },
};

/** Commands whose words alone are checked, by their own programs (`commands.test.ts`), by what it takes to run them. */
export const ONLY_CHECKED: Readonly<Record<string, Texts>> = {
  "AWS in a second region, or a service that the sandbox does not serve": {
    "alarms.md": ["cancel-key-deletion"],
    "dr.md": [
      "aws s3 sync",
      "oras copy",
      "cosign verify",
      "get-login-password",
      "stop-replication-to-replica",
      "replicate-secret-to-regions",
    ],
    "lost-state.md": ["list-object-versions", "resourcegroupstaggingapi"],
    "retire.md": ["delete-application", "restore-secret"],
  },
  "GitHub itself": {
    "dr.md": ["disable deploy.yml", "disable apply.yml", "enable deploy.yml", "enable apply.yml"],
    "lost-state.md": ["deployment-branch-policies", "rulesets"],
  },
  "a state in which something is missing, or a DR region": {
    "dr.md": ["state unprotect", "--show-urns"],
    "lost-state.md": ["--import-file", "--target", "pulumi import"],
  },
};

/** The commands of a page that have a text. */
export function commandsWith(page: string, text: string): readonly string[] {
  return commandsOf(runbook(page)).filter((command) => `${command}\n`.includes(text));
}

/** What runs the commands that a test file claims. */
export interface Claimed {
  /**
   * Runs one command.
   *
   * @param text - what the list of claims has of it
   * @param work - runs it, and fails if it ends as it should not
   */
  run<T>(page: string, text: string, work: (command: string) => Promise<T>): Promise<T>;
}

/** Describes tests that run the commands which their file claims: the suite fails at its end if one was not run. */
export function describeClaimed(
  title: string,
  file: string,
  tests: (commands: Claimed) => void,
): void {
  describe(title, () => {
    const claims = CLAIMS[file] ?? {};
    const left = Object.entries(claims).flatMap(([page, texts]) =>
      texts.map((text) => `${page}: ${text}`),
    );
    tests({
      async run(page, text, work) {
        expect(claims[page], `${file} claims no such command of ${page}`).to.include(text);
        const [command = "", ...more] = commandsWith(page, text);
        expect([command, more], `${page}: ${text}`).to.deep.equal([command || "a command", []]);
        const answer = await work(command);
        const at = left.indexOf(`${page}: ${text}`);
        if (at !== -1) left.splice(at, 1);
        return answer;
      },
    });
    // After the hooks of the tests: a hook that fails is the last that is run.
    after(() => expect(left, "commands that were not run").to.deep.equal([]));
  });
}
