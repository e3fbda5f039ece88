import { type Context, contextOf, PLATFORM } from "../../infra/context";
import { parseSettings, type Settings } from "../../infra/settings/parse";
import type { Identity } from "../../infra/tags";

export const ACCOUNTS = { dev: "111111111111", stg: "222222222222", prod: "333333333333" };

/** The config of each environment, as a stack would give it; every key without a default is set. */
export const CONFIG = {
  dev: { ...config("dev", "10.10.0.0/16"), approvers: 0, dataClass: "synthetic" },
  stg: {
    ...config("stg", "10.20.0.0/16"),
    approvers: 1,
    promotesToAccountId: ACCOUNTS.prod,
    dataClass: "sanitized",
  },
  prod: {
    ...config("prod", "10.30.0.0/16"),
    approvers: 2,
    promotesFromAccountId: ACCOUNTS.stg,
    dataClass: "live",
  },
};

/** A workload's identity for tests that need no more of it. */
export const INGEST: Identity = {
  app: "Neurocipher",
  service: "ingest-worker",
  owner: "ingest",
  costCenter: "CC-1001",
  compliance: true,
};

/** The settings of an environment; `changes` overrides single keys. */
export function settingsOf(environment: keyof typeof CONFIG, changes: object = {}): Settings {
  return parseSettings(environment, { ...CONFIG[environment], ...changes });
}

/** A context of an environment, of the platform unless said otherwise. */
export function contextIn(
  environment: keyof typeof CONFIG,
  identity: Identity = PLATFORM,
): Context {
  return contextOf(settingsOf(environment), identity);
}

function config(environment: keyof typeof ACCOUNTS, cidr: string) {
  const accountId = ACCOUNTS[environment];
  const teams = ["release-eng", "security", "product", "on-call", "cab"];
  return {
    accountId,
    cidr,
    certificateArn: `arn:aws:acm:ca-central-1:${accountId}:certificate/1234`,
    appConfigAgent: { digest: `sha256:${"a".repeat(64)}` },
    domain: { name: `api.${environment}.neurocipher.example`, zoneId: "Z0TEST" },
    github: {
      organization: "neurocipher",
      organizationId: 600_000_001,
      repository: "nc-platform",
      repositoryId: 700_000_001,
    },
    alertRoutes: Object.fromEntries(
      ["page", "ticket", "information", "security"].map((route) => [
        route,
        [{ email: `${route}@neurocipher.example` }],
      ]),
    ),
    teams: Object.fromEntries(teams.map((slug, index) => [slug, { slug, id: 800_001 + index }])),
  };
}
