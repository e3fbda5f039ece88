import { noPlaintextSecret } from "../../../policies/secrets/no-plaintext-secret";
import { type Case, judges, LATER } from "../../support/violations";

const FUNCTION = "aws:lambda/function:Function";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const PARAMETER = "aws:ssm/parameter:Parameter";
const VARIABLE = "github:index/actionsVariable:ActionsVariable";

/** Each input that holds a credential: its type, the inputs, and the field. */
const CREDENTIALS: [type: string, props: object, field: string][] = [
  ["aws:rds/instance:Instance", { password: "x" }, "password"],
  ["aws:rds/instance:Instance", { password: LATER }, "password"],
  ["aws:rds/cluster:Cluster", { masterPassword: "x" }, "masterPassword"],
  ["aws:docdb/cluster:Cluster", { masterPassword: "x" }, "masterPassword"],
  ["aws:redshift/cluster:Cluster", { masterPassword: "x" }, "masterPassword"],
  ["aws:redshiftserverless/namespace:Namespace", { adminUserPassword: "x" }, "adminUserPassword"],
  ["aws:elasticache/replicationGroup:ReplicationGroup", { authToken: "x" }, "authToken"],
  ["aws:elasticache/user:User", { passwords: ["x"] }, "passwords"],
  ["aws:mq/broker:Broker", { users: [{ username: "a", password: "x" }] }, "users.*.password"],
  [
    "aws:opensearch/domain:Domain",
    { advancedSecurityOptions: { masterUserOptions: { masterUserPassword: "x" } } },
    "advancedSecurityOptions.masterUserOptions.masterUserPassword",
  ],
  ["aws:secretsmanager/secretVersion:SecretVersion", { secretString: "x" }, "secretString"],
  ["github:index/actionsSecret:ActionsSecret", { plaintextValue: "x" }, "plaintextValue"],
  [
    "github:index/actionsEnvironmentSecret:ActionsEnvironmentSecret",
    { plaintextValue: "x" },
    "plaintextValue",
  ],
  ["github:index/dependabotSecret:DependabotSecret", { value: "x" }, "value"],
];

/** Texts that are a credential by their form. None is real. */
const TOKENS: Record<string, string> = {
  "a token of GitHub": `ghp_${"a1".repeat(18)}`,
  "a token of a GitHub App": `ghs_${"a1".repeat(18)}`,
  "a fine-grained token of GitHub": `github_pat_${"a1".repeat(20)}`,
  "a token of Slack": "xoxb-0000000000-abcdefghij",
  "a webhook of Slack": "https://hooks.slack.com/services/T00000000/B00000000/abcdefgh",
  "a key of Stripe": `sk_live_${"a1".repeat(12)}`,
  "a key of Google": `AIza${"a1B".repeat(12).slice(0, 35)}`,
  "a token of npm": `npm_${"a1".repeat(18)}`,
  "a signed token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2ln",
  "a private key": "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
  "a URL with a password": "postgres://app:hunter2@db.example:5432/app",
};

const fn = (name: string, value: unknown): Case => ({
  type: FUNCTION,
  props: { environment: { variables: { [name]: value } } },
});
const task = (name: string, value: string): Case => ({
  type: TASK,
  props: { containerDefinitions: JSON.stringify([{ environment: [{ name, value }] }]) },
});
const parameter = (type: string): Case => ({
  type: PARAMETER,
  props: { name: "/nc/dev/a/config/api-token", type, value: "x" },
});
const PLAIN = (name: string) => [new RegExp(`^${name} is given in plain text`)];

judges(noPlaintextSecret, {
  "[§9] passes the ARN of a secret": fn("SECRET_TOKEN", "arn:aws:secretsmanager:r:1:secret:x"),
  "passes the path of a parameter": fn("TOKEN_PARAMETER", "/nc/dev/a/config/token"),
  "passes a URL that gives tokens": fn("TOKEN_URL", "https://login.example/token"),
  "passes an unknown secret": fn("API_KEY", LATER),
  "passes other variables": fn("LOG_LEVEL", "debug"),
  "passes a word that only contains one": fn("TOKENIZER", "fast"),
  "passes a password that AWS manages": {
    type: "aws:rds/instance:Instance",
    props: { manageMasterUserPassword: true },
  },
  "passes a secret of GitHub that is encrypted": {
    type: "github:index/actionsSecret:ActionsSecret",
    props: { encryptedValue: "x" },
  },
  "passes a secure parameter": parameter("SecureString"),
  ...Object.fromEntries(
    CREDENTIALS.map(([type, props, field], index) => [
      `refuses ${field} of ${type} (${index + 1})`,
      { type, props, says: [new RegExp(`^${field.replaceAll(/[.*]/g, "\\$&")} is a credential`)] },
    ]),
  ),
  ...Object.fromEntries(
    ["DB_PASSWORD", "CLIENT_SECRET", "GITHUB_TOKEN", "STRIPE_API_KEY", "apikey", "PRIVATE_KEY"].map(
      (name) => [`refuses the variable ${name}`, { ...fn(name, "x"), says: PLAIN(name) }],
    ),
  ),
  ...Object.fromEntries(
    ["DB_PASS", "DBPASSWORD", "dbPassword"].map((name) => [
      `refuses ${name}, with no separator or in short`,
      { ...fn(name, "x"), says: PLAIN(name) },
    ]),
  ),
  "passes a word that begins with pass": fn("PASS_RATE", "95"),
  "refuses it of a container": { ...task("DB_PASSWORD", "x"), says: PLAIN("DB_PASSWORD") },
  "refuses it of a canary": {
    type: "aws:synthetics/canary:Canary",
    props: { runConfig: { environmentVariables: { API_KEY: "x" } } },
    says: PLAIN("API_KEY"),
  },
  "refuses it of a build": {
    type: "aws:codebuild/project:Project",
    props: { environment: { environmentVariables: [{ name: "NPM_TOKEN", value: "x" }] } },
    says: PLAIN("NPM_TOKEN"),
  },
  "refuses it of a repository": {
    type: VARIABLE,
    props: { variableName: "DEPLOY_TOKEN", value: "x" },
    says: PLAIN("DEPLOY_TOKEN"),
  },
  "refuses a parameter in plain text": {
    ...parameter("String"),
    says: PLAIN("/nc/dev/a/config/api-token"),
  },
  ...Object.fromEntries(
    Object.entries(TOKENS).map(([what, value]) => [
      `refuses ${what}, and does not show it`,
      { ...fn("VALUE", `x ${value}`), says: [/^it holds a token, a private key or a URL/] },
    ]),
  ),
  ...Object.fromEntries(
    [
      "actionsEnvironmentVariable:ActionsEnvironmentVariable",
      "actionsOrganizationVariable:ActionsOrganizationVariable",
    ].map((name) => [
      `refuses it of ${name}`,
      {
        type: `github:index/${name}`,
        props: { variableName: "DEPLOY_TOKEN", value: "x" },
        says: PLAIN("DEPLOY_TOKEN"),
      },
    ]),
  ),
  ...Object.fromEntries(
    ["myPassword2", "passwordPolicy"].map((key) => [
      `passes the input ${key}`,
      { type: "aws:rds/instance:Instance", props: { [key]: "x" } },
    ]),
  ),
  ...Object.fromEntries(
    [undefined, null, ""].map((password) => [
      `passes a password that is ${JSON.stringify(password)}`,
      { type: "aws:rds/instance:Instance", props: { password } },
    ]),
  ),
  "passes a function without variables, and a task without a list": { type: FUNCTION, props: {} },
  "passes an environment that is a text": { type: FUNCTION, props: { environment: "x" } },
  "passes variables that are a text": {
    type: FUNCTION,
    props: { environment: { variables: "x" } },
  },
  "passes a container whose environment is no list": {
    type: TASK,
    props: { containerDefinitions: JSON.stringify([{ name: "a", environment: { TOKEN: "x" } }]) },
  },
  "passes a value of GitHub that is no secret": {
    type: "github:index/issueLabel:IssueLabel",
    props: { value: "x" },
  },
});
