import { z } from "zod";
import { DATA_CLASS, ENVIRONMENTS } from "../environments";
import { LOGIN, REPOSITORY, TEAM_SLUG } from "../github/names";
import { wanting } from "../problems";
import { cidrProblem } from "./address-block";
import { adoption } from "./adoption";
import { alarmThresholds } from "./alarm-thresholds";
import { alertRoutes } from "./alert-routes";
import { breakGlass } from "./break-glass";
import { calendar } from "./calendar";
import { crossCheck } from "./cross-check";
import { logRetentionDays } from "./log-retention";
import { quotas } from "./quotas";
import { ticketUrlProblem } from "./ticket-url";
import { watchedMinutes } from "./watched-minutes";

const account = z.string().regex(/^\d{12}$/, "12 digits");
const numericId = z.int().positive("the numeric id that GitHub shows");
const team = z.strictObject({
  slug: z.string().regex(TEAM_SLUG, "the slug of a GitHub team such as release-eng"),
  id: numericId,
});
/** A host name of two labels or more, in lower case (RFC 1123, section 2.1). */
const HOST = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const serviceUrl = z
  .url({ protocol: /^https$/, error: 'an https URL such as "https://fulcio.sigstore.dev"' })
  .refine((url) => !url.endsWith("/"), "a URL without a slash at its end");
const positive = z.number().positive("a number above 0");

const layer = z
  .string()
  .regex(
    /^arn:aws:lambda:[a-z0-9-]+:\d{12}:layer:[\w-]+:\d+$/,
    "the ARN of a version of a Lambda layer",
  );
/** The agent's layer in ca-central-1, where another account of AWS's has it than elsewhere. */
const agentLayer = (suffix: string, version: number) =>
  `arn:aws:lambda:ca-central-1:039592058896:layer:AWS-AppConfig-Extension${suffix}:${version}`;

/** Where CodeArtifact is. Source: AWS General Reference, "AWS CodeArtifact endpoints and quotas". */
const WHEEL_REGIONS = [
  ...["us-east-1", "us-east-2", "us-west-2", "ap-northeast-1", "ap-south-1", "ap-southeast-1"],
  ...["ap-southeast-2", "eu-central-1", "eu-north-1", "eu-south-1", "eu-west-1", "eu-west-2"],
  "eu-west-3",
] as const;

/**
 * The config of one stack, key by key. The description and the default of each key are copied
 * into `Pulumi.yaml` by `npm run declare-config`.
 */
export const CONFIG = {
  accountId: account.describe("The one AWS account that this stack may touch, 12 digits."),
  promotesFromAccountId: account
    .optional()
    .describe("prod only: the stg account, whose artifacts are copied by digest (§15)."),
  promotesToAccountId: account
    .optional()
    .describe("stg only: the prod account, whose deploy roles may read this one's artifacts."),
  region: z.literal("ca-central-1").default("ca-central-1").describe("Primary AWS region (§3)."),
  dr: z.boolean().default(false).describe("Whether the DR region is on (§3)."),
  drRegion: z.literal("us-east-1").default("us-east-1").describe("DR region (§3)."),
  wheelsRegion: z
    .enum(WHEEL_REGIONS)
    .default("us-east-1")
    .describe("Region of the Python wheels: AWS offers CodeArtifact in no Canadian one (§2)."),
  zones: z
    .array(z.string())
    .min(2, "at least 2 availability zones")
    .max(4)
    .default(["ca-central-1a", "ca-central-1b", "ca-central-1d"])
    .describe("Availability zones of the primary region, by name."),
  cidr: z
    .string()
    .superRefine(wanting(cidrProblem))
    .describe("IPv4 block of the VPC, /16 to /20; no two environments overlap."),
  natStrategy: z
    // Without one, private subnets reach neither the listener of tests, whose addresses are public, nor CodeDeploy.
    .enum(["single", "one-per-zone"])
    .default("one-per-zone")
    .describe("NAT gateways: single or one-per-zone."),
  dataClass: z
    .enum(Object.values(DATA_CLASS))
    .describe("What data it holds (§3): synthetic in dev, sanitized in stg, live in prod."),
  certificateArn: z
    .string()
    .regex(
      /^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
      "the ARN of a certificate of AWS Certificate Manager",
    )
    .describe("ARN of the load balancer's certificate, in the primary region."),
  domain: z
    .strictObject({
      name: z.string().regex(HOST, 'a host name such as "dev.example.com"'),
      zoneId: z.string().regex(/^Z[A-Z0-9]{1,31}$/, "the id of a Route 53 hosted zone"),
    })
    .describe("Host name of the load balancer, and the hosted zone that holds it."),
  syntheticsRuntime: z
    .string()
    .regex(/^syn-nodejs-(puppeteer-)?\d+\.\d+$/, 'such as "syn-nodejs-puppeteer-17.0"')
    .default("syn-nodejs-puppeteer-17.0")
    .describe("Runtime of the CloudWatch Synthetics canaries (§13)."),
  appConfigAgent: z
    .strictObject({
      /** Digest of the image in the account's own repository; required where a container has flags. */
      digest: z
        .string()
        .regex(/^sha256:[0-9a-f]{64}$/, '"sha256:" and 64 hex digits')
        .optional(),
      /**
       * Layers of AWS for functions, version 2.0.17054.0. Source: AWS AppConfig user guide,
       * "Understanding available versions of the AWS AppConfig Agent Lambda extension".
       */
      layers: z
        .strictObject({
          x86_64: layer.default(agentLayer("", 262)),
          arm64: layer.default(agentLayer("-Arm64", 182)),
        })
        .prefault({}),
    })
    .prefault({})
    .describe(
      "AWS's AppConfig agent, which reads flags: image by digest, and Lambda layers (§10).",
    ),
  github: z
    .strictObject({
      organization: z.string().regex(LOGIN, "a GitHub login such as neurocipher"),
      organizationId: numericId,
      repository: z.string().regex(REPOSITORY, "a repository's name, without its owner"),
      repositoryId: numericId,
      visibility: z.enum(["private", "internal", "public"]).default("private"),
    })
    .describe(
      "The GitHub organization, and the repository of this platform, with their ids; and who sees the repository.",
    ),
  teams: z
    .strictObject({
      "release-eng": team,
      security: team,
      product: team,
      "on-call": team,
      cab: team,
    })
    .describe("GitHub teams that approve, by role: slug and numeric id (§12, §16)."),
  approvers: z
    .int()
    .min(0)
    .describe("People who approve a deployment: 0 in dev, 1 in stg and 2 in prod (§12)."),
  changeCalendar: calendar
    .prefault({})
    .describe("When standard and normal changes may start: open windows and freezes (§16)."),
  changeTicketsUrl: z
    .string()
    .superRefine(wanting(ticketUrlProblem))
    .optional()
    .describe(
      "Where change tickets are asked for, with {id}; else issues of the repository (§12).",
    ),
  signing: z
    .strictObject({
      /** Base URL of Fulcio, which gives a certificate of ten minutes for a job's token. */
      fulcioUrl: serviceUrl.default("https://fulcio.sigstore.dev"),
      /** Base URL of a timestamp authority, without `/api/v1/timestamp`. */
      timestampUrl: serviceUrl.default("https://timestamp.sigstore.dev"),
    })
    .prefault({})
    .describe("Sigstore's services, which sign what stg has found of a release (§15)."),
  alarms: alarmThresholds,
  alertRoutes,
  ...watchedMinutes,
  leadTimeEstimates: z
    .strictObject({
      /** From a tag to its signed artifacts. */
      buildMinutes: positive.default(5),
      /** From the start of a promotion until production traffic begins to shift. */
      deployMinutes: positive.default(2),
    })
    .prefault({})
    .describe("What a build and a deployment usually take, in minutes, for the lead time (§19)."),
  logRetentionDays,
  auditRetentionDays: z
    .int()
    .min(90)
    .max(3653)
    .default(365)
    .describe("How long the audit trail is kept, in days; in prod nobody can delete it before."),
  lambdaConcurrency: z
    .int()
    .min(1)
    .default(1000)
    .describe("Concurrency of all Lambda functions of the account: its quota in Service Quotas."),
  quotas,
  deploymentRule: z
    .strictObject({
      /** Numeric id of the GitHub App that GitHub asks before a deployment; with it, the rule is on. */
      appId: numericId.optional(),
    })
    .prefault({})
    .describe(
      "The gate as a GitHub App's deployment protection rule: off without the App's id (§12).",
    ),
  breakGlassMinutes: z
    .int()
    .min(15)
    .max(240)
    .default(60)
    .describe("How long a break-glass window stays open, in minutes (§14)."),
  breakGlass,
  kpi: z
    .strictObject({
      /** Median time from a tag to prod. */
      leadTimeMinutes: positive.default(30),
      /** Share of deployments that fail. */
      changeFailurePercent: positive.default(5),
      /** Mean time to restore. */
      restoreMinutes: positive.default(15),
      /** Share of deployments that are rolled back, in a quarter. */
      rollbackPercent: positive.default(2),
    })
    .prefault({})
    .describe("Targets of the delivery KPIs (§19)."),
  protect: z
    .boolean()
    .default(true)
    .describe("Whether stateful resources refuse deletion, in Pulumi and in AWS."),
  adopt: adoption,
} as const;

/** One environment's settings: its config, and the name of its stack. */
export const settingsSchema = z
  .strictObject({ environment: z.enum(ENVIRONMENTS), ...CONFIG })
  .superRefine(crossCheck, { when: () => true });
