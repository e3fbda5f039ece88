import { generateKeyPairSync } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { GateDeployment } from "../../../components/platform-function/gate-deployment";
import { KEY_PURPOSES } from "../../../components/security/key-policy";
import { RULE_APP_PERMISSIONS } from "../../../functions/gate-deployment/gate-deployment";
import { ALERT_ROUTES } from "../../../infra/alerts";
import { contextOf, PLATFORM } from "../../../infra/context";
import { fullName } from "../../../infra/naming/names";
import { platformKeyAlias, platformNames } from "../../../infra/naming/platform-names";
import { workloadList } from "../../../stacks/workload-list";
import { beginWait } from "../../api/github/state/waits";
import { deploymentRequested } from "../../api/github/webhooks";
import { findBy } from "../../api/resources";
import { holds, present } from "../check";
import type { Stage } from "../stage";
import { applyPart } from "./apply-part";
import { putSecret } from "./functions";

/** The App of the deployment rule in the rehearsal, and its installation. */
const APP = { appId: 78, installationId: 8 } as const;

/** With what GitHub signs the events that it sends to the App. */
const WEBHOOK_SECRET = "the secret of the rehearsal's webhook";

const KEYS = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** What the App of the rule has told GitHub. */
export interface RuleAnswer {
  readonly state: string;
  /** Markdown. */
  readonly comment: string;
}

/** The deployment rule of prod, which the rehearsal's settings leave off. */
export interface DeploymentRule {
  /** A job of a run begins to wait for prod: GitHub asks the App, and is answered. */
  ask(runId: number): Promise<RuleAnswer>;
  /** Turns it off again. */
  off(): void;
}

/** Turns the rule on for prod of one repository, as the settings, `up` and an administrator do together. */
export async function turnOnRule(stage: Stage, repository: string): Promise<DeploymentRule> {
  const { accounts, github, gitHubUrl, clock, world } = stage;
  const account = accounts.prod;
  const takeAway = await applyPart(account, "prod", () => declareRule(stage));
  const [app = "", webhook = ""] = platformNames(stage.settings.prod).gateSecrets;
  const credentials = JSON.stringify({ ...APP, privateKey: KEYS.privateKey });
  await putSecret(stage, "prod", { name: app, value: credentials });
  await putSecret(stage, "prod", { name: webhook, value: WEBHOOK_SECRET });
  const { apps, protectionRules } = github.state;
  const installations = [{ id: APP.installationId, permissions: RULE_APP_PERMISSIONS }];
  apps.push({ id: APP.appId, slug: "nc-gate", publicKey: KEYS.publicKey, installations });
  protectionRules.push({ id: 1, repository, environment: "prod", appId: APP.appId });
  return {
    async ask(runId) {
      const run = present(
        "run",
        github.state.runs.find(({ id }) => id === runId),
      );
      beginWait(run, "prod", clock.now());
      const registration = { secret: WEBHOOK_SECRET, apiUrl: gitHubUrl };
      const { headers, body } = deploymentRequested(github, run, "prod", registration);
      // As API Gateway hands a call on (Lambda guide, "Using API Gateway with Lambda", format 2.0).
      const payload = {
        version: "2.0",
        headers,
        requestContext: { http: { method: "POST", path: "/github" } },
        body,
        isBase64Encoded: false,
      };
      const owner = { service: PLATFORM.service, environment: "prod" } as const;
      const functionName = fullName(owner, "gate-deployment");
      const answer = await world.run({ account, functionName, version: "1", payload });
      holds("the answer to GitHub's call", answer, { returned: { statusCode: 202 } });
      return present("answer of the App", run.ruleAnswers.at(-1));
    },
    off() {
      takeAway();
      apps.splice(
        apps.findIndex(({ id }) => id === APP.appId),
        1,
      );
      protectionRules.splice(
        protectionRules.findIndex(({ appId }) => appId === APP.appId),
        1,
      );
    },
  };
}

/** What the program adds where the settings name the App, beside what there is. */
function declareRule({ accounts, catalog, settings }: Stage): void {
  const account = accounts.prod;
  const prod = { ...settings.prod, deploymentRule: { appId: APP.appId } };
  const names = platformNames(prod);
  const arnOf = (type: string, property: string, value: string, of = "arn") =>
    pulumi.output(String(present(value, findBy(account, type, property, value)?.state[of])));
  const all = <Key extends string>(keys: readonly Key[], of: (key: Key) => pulumi.Output<string>) =>
    Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<Key, pulumi.Output<string>>;
  const owner = { service: PLATFORM.service, environment: "prod" } as const;
  new GateDeployment("gate-deployment", {
    context: contextOf(prod, PLATFORM),
    workloads: workloadList(prod, catalog),
    handledEventsName: names.handledEvents,
    environmentResources: {
      keyArns: all(KEY_PURPOSES, (purpose) =>
        arnOf("aws:kms/alias:Alias", "name", platformKeyAlias("prod", purpose), "targetKeyArn"),
      ),
      alertTopicArns: all(ALERT_ROUTES, (route) =>
        arnOf("aws:sns/topic:Topic", "name", fullName(owner, `alerts-${route}`)),
      ),
      permissionsBoundaryArn: arnOf("aws:iam/policy:Policy", "name", names.boundary),
      artifacts: {
        bucketName: pulumi.output(names.artifactBucket),
        bucketArn: pulumi.output(`arn:aws:s3:::${names.artifactBucket}`),
        imageUrls: {},
      },
    },
  });
}
