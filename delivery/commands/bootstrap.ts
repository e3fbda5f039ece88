import { z } from "zod";
import { formatProblem, InvalidInput } from "../../infra/problems";
import { pulumiBackend } from "../../infra/pulumi-backend";
import { readStackFile } from "../../infra/settings/stack-file";
import { bucketSteps } from "../adapters/aws/bootstrap/bucket";
import { keySteps } from "../adapters/aws/bootstrap/key";
import { roleSteps } from "../adapters/aws/bootstrap/role";
import { accountInspection } from "../adapters/aws/inspection";
import { backendOf } from "../bootstrap/backend";
import { takeSteps } from "../bootstrap/step";
import { verb } from "../cli/verb";
import { accountOf } from "./account";
import { environment } from "./options";

const ARN = /^arn:aws:iam::\d{12}:(root|(user|role)\/[\w+=,.@/-]+)$/;

/** `nc bootstrap`: what an account needs before its first `pulumi up`. */
export const bootstrap = verb({
  summary: "Makes what a new account needs before its first pulumi up: state bucket, key and role.",
  example: "nc bootstrap --environment dev --dry-run",
  input: z.strictObject({
    environment,
    trust: z
      .string()
      .regex(ARN, "the ARN of a user, a role, or an account's root")
      .optional()
      .meta({ description: "who may assume the role of administrators; else the account's root" }),
    yes: z.boolean().default(false).meta({ description: "make what is missing" }),
    dryRun: z.boolean().default(false).meta({ description: "only show what is missing" }),
  }),
  answer: z.strictObject({
    steps: z.array(
      z.strictObject({ what: z.string(), state: z.enum(["there", "made", "missing"]) }),
    ),
    backend: z.strictObject({ url: z.string(), secretsProvider: z.string() }),
  }),
  async run({ environment, trust, yes, dryRun }, session) {
    const { settings } = readStackFile(session.project, environment);
    const { clients } = accountOf(environment, session);
    const { accountId } = await accountInspection(clients).identity();
    if (accountId !== settings.accountId) {
      const want = `${settings.accountId}, the account of ${environment}`;
      const problem = formatProblem("the account of the credentials", accountId, want);
      throw new InvalidInput("bootstrap", [problem]);
    }
    const own = backendOf(settings);
    const trusted = trust ?? `arn:aws:iam::${accountId}:root`;
    const steps = await takeSteps(
      [
        ...keySteps(clients, own),
        ...bucketSteps(clients, own),
        ...roleSteps(clients, own, trusted),
      ],
      yes && !dryRun,
    );
    const isMissing = steps.some(({ state }) => state === "missing");
    const backend = pulumiBackend(settings);
    return {
      result: isMissing && !dryRun ? "wait" : "pass",
      answer: { steps, backend },
      lines: [
        ...steps.map(({ what, state }) => `${state.padEnd(8)} ${what}`),
        ...(isMissing
          ? [`to make what is missing: nc bootstrap --environment ${environment} --yes`]
          : [
              `pulumi login '${backend.url}'`,
              `pulumi stack init ${environment} --secrets-provider '${backend.secretsProvider}'`,
            ]),
      ],
    };
  },
});
