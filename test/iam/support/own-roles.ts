import type { Settings } from "../../../infra/settings/parse";
import { type Ask, calls } from "./asks";
import type { Expected } from "./mutants";
import { APPLIES, type Line, SEES } from "./platform-asks";
import type { Taken } from "./takes";

/** What the platform's deploy role asks for: all that applying takes, and its own state. */
export function platformAsks(taken: readonly Taken[], settings: Settings): Expected {
  // Prod alone manages GitHub, and reads the App's credentials.
  const applies = here(APPLIES, settings).filter(
    ({ action }) => settings.environment === "prod" || action !== "secretsmanager:GetSecretValue",
  );
  return { allowed: [...taken, ...applies, ...configReads(settings)] };
}

/**
 * What the preview role asks for: the reads of every type of resource but those of data, and
 * Pulumi's state. Data is refused to it, whatever else allows it.
 */
export function previewAsks(taken: readonly Taken[], settings: Settings): Expected {
  const denied = data(settings);
  const isData = ({ action }: Ask) =>
    (action !== "apigateway:GET" && denied.some((ask) => ask.action === action)) ||
    /^(s3:GetObject|ssm:GetParameter)/.test(action);
  const reads = taken.filter((ask) => !ask.changes && !isData(ask));
  return { allowed: [...reads, ...here(SEES, settings), ...configReads(settings)], denied };
}

/**
 * What the role that looks for drift asks for: the reads of every type of resource, with what links to a function's
 * code, Pulumi's state, and the trail's answers. All other data is refused to it.
 */
export function driftAsks(taken: readonly Taken[], settings: Settings): Expected {
  const { accountId, environment } = settings;
  const isRefreshed = ({ action }: Ask) => action === "lambda:GetFunction";
  const denied = data(settings).filter((ask) => !isRefreshed(ask));
  const preview = previewAsks(taken, settings).allowed;
  const reads = taken.filter(
    (ask) => !ask.changes && (isRefreshed(ask) || /^s3:GetObject(Tagging)?$/.test(ask.action)),
  );
  const key = `arn:aws:kms:ca-central-1:${accountId}:key/1`;
  const artifacts = {
    "kms:ResourceAliases": [`alias/nc-platform-${environment}-artifacts`],
    "kms:ViaService": "s3.ca-central-1.amazonaws.com",
  };
  const trail = ["ca-central-1", "us-east-1"].flatMap((region) =>
    calls("cloudtrail", "*", "LookupEvents", { "aws:RequestedRegion": region }),
  );
  // By these the provider reads a channel, where the API is (AWS Chatbot API reference, "Welcome").
  const chats = calls(
    "chatbot",
    "*",
    "DescribeSlackChannelConfigurations ListMicrosoftTeamsChannelConfigurations ListTagsForResource",
    { "aws:RequestedRegion": "us-east-2" },
  );
  const decrypt = calls("kms", key, "Decrypt", artifacts);
  const allowed = [...preview, ...reads, ...decrypt, ...trail, ...chats];
  return { allowed, denied };
}

/** The provider reads a parameter by GetParameters where it lists several. */
function configReads({ accountId, environment }: Settings): Ask[] {
  const parameter = `parameter/nc/${environment}/x/config/level`;
  const arn = `arn:aws:ssm:ca-central-1:${accountId}:${parameter}`;
  const key = `arn:aws:kms:ca-central-1:${accountId}:key/1`;
  const pulumi = { "kms:ResourceAliases": [`alias/nc-platform-${environment}-pulumi`] };
  return [
    ...calls("ssm", arn, "GetParameter GetParameters"),
    ...calls("kms", key, "Decrypt", pulumi),
  ];
}

/** Lines that are written for prod, in the environment of `settings`. */
function here(lines: readonly Line[], { accountId, environment }: Settings): Ask[] {
  const text = JSON.stringify(lines)
    .replaceAll("333333333333", accountId)
    .replaceAll(/\bprod\b/g, environment);
  const moved: readonly Line[] = JSON.parse(text);
  return moved.map(([action, resource, keys]) => ({
    action,
    resource,
    ...(keys && { with: keys }),
  }));
}

/** Every call that reads data or leads to some, of the services in the plan. */
function data({ accountId, environment }: Settings): Ask[] {
  const at = (service: string, resource: string, actions: string) =>
    calls(service, `arn:aws:${service}:ca-central-1:${accountId}:${resource}`, actions);
  const api = (path: string) => `arn:aws:apigateway:ca-central-1::${path}`;
  const profile = "application/a1/configurationprofile/p1";
  return [
    ...at("appconfig", "application/a1", "GetConfiguration"),
    ...at("appconfig", `${profile}/hostedconfigurationversion/1`, "GetHostedConfigurationVersion"),
    ...at("appconfig", "application/a1/environment/e1/configuration/p1", "GetLatestConfiguration"),
    ...at("codeartifact", "domain/nc-platform-wheels", "GetAuthorizationToken"),
    ...at("dynamodb", "table/t", "BatchGetItem GetItem PartiQLSelect Query Scan"),
    ...at("dynamodb", "table/t/stream/1", "GetRecords"),
    ...at("ec2", "instance/i-1", "GetConsoleOutput GetPasswordData"),
    ...at("ecr", "repository/nc-x-image", "BatchGetImage GetDownloadUrlForLayer"),
    ...calls("ecr", "*", "GetAuthorizationToken"),
    ...at("lambda", "function:nc-x", "GetFunction InvokeFunction"),
    ...at("lambda", "layer:l:1", "GetLayerVersion"),
    ...at("logs", "log-group:g", "FilterLogEvents StartLiveTail StartQuery"),
    ...at("logs", "log-group:g:log-stream:s", "GetLogEvents"),
    ...calls("logs", "*", "GetQueryResults"),
    ...calls("secretsmanager", "*", "BatchGetSecretValue"),
    ...at("secretsmanager", `secret:/nc/${environment}/x/secret/t-AbCdEf`, "GetSecretValue"),
    ...at("sqs", "nc-x-queue", "ReceiveMessage"),
    ...calls("sts", `arn:aws:iam::${accountId}:role/nc-x-task`, "AssumeRole"),
    ...calls("s3", `arn:aws:s3:::nc-platform-${environment}-artifacts-${accountId}/a`, "GetObject"),
    ...at("ssm", `parameter/nc/${environment}/x/secret/t`, "GetParameter"),
    ...calls("kms", `arn:aws:kms:ca-central-1:${accountId}:key/1`, "Decrypt GenerateDataKey", {
      "kms:ResourceAliases": [`alias/nc-platform-${environment}-config`],
    }),
    ...calls("kms", `arn:aws:kms:ca-central-1:${accountId}:key/1`, "ReEncryptFrom", {
      "kms:ResourceAliases": [`alias/nc-platform-${environment}-config`],
    }),
    ...calls("apigateway", api("/apikeys"), "GET"),
  ];
}
