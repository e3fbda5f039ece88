import { containersOf } from "../support/containers";
import { ciCl002 } from "../support/frameworks";
import { type AnyResource, anyResourceRule } from "../support/rule";
import { isUnknown, type Props, stringsIn } from "../support/unknowns";

/** Inputs, at any level, that hold a credential in plain text. */
const CREDENTIALS =
  /^(password|passwords|(admin|master)(User)?Password|authToken|secretBinary|secretString|plaintextValue|privateKey|clientSecret|sharedSecret|preSharedKey|tunnel[12]PresharedKey|oauthToken|accessToken)$/;

/** Names of variables, parameters and the like that hold a credential. */
const SECRET_NAME =
  /(^|[_/.-])(\w*PASSWORD|PASSWD|PASS(?![_.-])|PWD|PASSPHRASE|SECRET|TOKEN|API[_-]?KEY|PRIVATE[_-]?KEY|ACCESS[_-]?KEY|CREDENTIALS?|CONNECTION[_-]?STRING)([_.-]|$)/i;

/** Where a secret is, in place of the secret: an ARN, a path, or a URL without a user. */
const REFERENCE = /^(arn:aws:|\/[\w/.-]+$|https?:\/\/[^@\s]+$|$)/;

/** Texts that are a credential by their form, of GitHub, Slack, Stripe, Google, npm or a user's URL. */
const TOKEN = new RegExp(
  [
    String.raw`\bgh[opsur]_[A-Za-z0-9]{36}`,
    String.raw`\bgithub_pat_\w{22,}`,
    String.raw`\bglpat-[\w-]{20}`,
    String.raw`\bnpm_[A-Za-z0-9]{36}`,
    String.raw`\bxox[abeoprs]-[\w-]{10,}`,
    String.raw`\b[rs]k_live_[A-Za-z0-9]{16,}`,
    String.raw`\bAIza[\w-]{35}`,
    String.raw`\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.`,
    String.raw`\bhooks\.slack\.com\/services\/T\w+\/B\w+\/\w+`,
    "-----BEGIN [A-Z ]*PRIVATE KEY",
    String.raw`:\/\/[^\s/:@]+:[^\s/@]+@`,
  ].join("|"),
);

export const noPlaintextSecret = anyResourceRule({
  name: "no-plaintext-secret",
  description:
    "No password, token or key is given in plain text, by its input, its name or its form.",
  why:
    "What an input holds is in the source or the config, in the state, in the plan that reviewers see, and " +
    "in the console of the service.",
  remediationSteps:
    "Put the value into Secrets Manager, and give its ARN; let AWS manage the password of a database.",
  severity: "critical",
  framework: ciCl002("§9"),
  applies: (type) => /^(aws|github):/.test(type),
  // No message shows a value: everybody who reads the run sees it.
  *check(resource) {
    for (const field of credentialsIn(resource.props))
      yield `${field} is a credential: leave it out`;
    if (/^github:index\/\w*Secret:/.test(resource.type) && resource.props.value !== undefined) {
      yield "value is a credential: leave it out";
    }
    for (const [name, value] of variablesOf(resource)) {
      if (!SECRET_NAME.test(name) || typeof value !== "string" || REFERENCE.test(value)) continue;
      yield `${name} is given in plain text: give the ARN of a secret`;
    }
    for (const text of stringsIn(resource.props)) {
      if (!TOKEN.test(text)) continue;
      yield "it holds a token, a private key or a URL with a password: revoke that";
      return;
    }
  },
});

function* credentialsIn(value: unknown, path: readonly string[] = []): Iterable<string> {
  if (!(value instanceof Object)) return;
  for (const [key, each] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? "*" : key];
    const isGiven = each !== undefined && each !== null && each !== "";
    if (CREDENTIALS.test(key) && isGiven) yield at.join(".");
    else yield* credentialsIn(each, at);
  }
}

/** What a resource hands out by name: variables of a function, a container or a build, and parameters. */
function variablesOf({ type, props }: AnyResource): [name: string, value: unknown][] {
  switch (type) {
    case "aws:ecs/taskDefinition:TaskDefinition": {
      const containers = containersOf(props);
      if (isUnknown(containers)) return [];
      return (containers ?? []).flatMap(({ definition }) => named(definition.environment));
    }
    case "aws:codebuild/project:Project":
      return named(at(props.environment, "environmentVariables"));
    case "aws:lambda/function:Function":
      return Object.entries(at(props.environment, "variables") ?? {});
    case "aws:synthetics/canary:Canary":
      return Object.entries(at(props.runConfig, "environmentVariables") ?? {});
    case "aws:ssm/parameter:Parameter":
      return props.type === "SecureString" ? [] : [[String(props.name), props.value]];
    case "github:index/actionsEnvironmentVariable:ActionsEnvironmentVariable":
    case "github:index/actionsOrganizationVariable:ActionsOrganizationVariable":
    case "github:index/actionsVariable:ActionsVariable":
      return [[String(props.variableName), props.value]];
    default:
      return [];
  }
}

function at(value: unknown, key: string): object | undefined {
  const found: unknown = value instanceof Object ? Reflect.get(value, key) : undefined;
  return found instanceof Object ? found : undefined;
}

function named(list: unknown): [name: string, value: unknown][] {
  if (!Array.isArray(list)) return [];
  return list.map(({ name, value }: Props) => [String(name), value]);
}
