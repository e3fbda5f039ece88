import { PLATFORM, type Scope, scopeOf } from "../../infra/scope";
import { parseSettings, type Settings } from "../../infra/settings/parse";
import type { Identity } from "../../infra/tags";

const ACCOUNTS = { dev: "111111111111", stg: "222222222222", prod: "333333333333" };

/** The config of each environment, as a stack would give it; every key without a default is set. */
export const CONFIG = {
  dev: { ...config("10.10.0.0/16"), accountId: ACCOUNTS.dev, dataClass: "synthetic" },
  stg: {
    ...config("10.20.0.0/16"),
    accountId: ACCOUNTS.stg,
    promotesToAccountId: ACCOUNTS.prod,
    dataClass: "sanitized",
  },
  prod: {
    ...config("10.30.0.0/16"),
    accountId: ACCOUNTS.prod,
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

/** A scope of an environment, of the platform unless said otherwise. */
export function scopeIn(environment: keyof typeof CONFIG, identity: Identity = PLATFORM): Scope {
  return scopeOf(settingsOf(environment), identity);
}

function config(cidr: string) {
  const teams = ["release-eng", "security", "product", "on-call", "cab"];
  return {
    cidr,
    github: {
      organization: "neurocipher",
      organizationId: 600_000_001,
      repository: "nc-platform",
      repositoryId: 700_000_001,
    },
    teams: Object.fromEntries(teams.map((slug, index) => [slug, { slug, id: 800_001 + index }])),
  };
}
