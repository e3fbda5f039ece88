import type { Environment } from "../../../infra/environments";

/** One thing that a role asks for. */
export interface Ask {
  readonly action: string;
  readonly resource: string;
  readonly with?: Readonly<Record<string, string | string[]>>;
}

/** Where a workload is delivered. */
export interface Location {
  readonly service: string;
  readonly environment: Environment;
  /** 12 digits. */
  readonly account: string;
}

/** Calls of `actions`, which are words, on one resource. */
export function calls(
  service: string,
  resource: string,
  actions: string,
  keys?: Ask["with"],
): Ask[] {
  return actions
    .split(" ")
    .map((action) => ({ action: `${service}:${action}`, resource, ...(keys && { with: keys }) }));
}

/** Calls of the service `via` that use the platform's key for `purpose`. */
export function keyCalls(
  at: Pick<Location, "account" | "environment">,
  purpose: string,
  via: string,
  actions: string,
  more: Ask["with"] = {},
): Ask[] {
  const { resource, with: keys } = throughKey(
    at,
    `alias/nc-platform-${at.environment}-${purpose}`,
    via,
  );
  return actions.split(" ").flatMap((action) =>
    calls("kms", resource, action, {
      ...keys,
      ...(action === "CreateGrant" ? { "kms:GrantIsForAWSResource": "true" } : {}),
      ...more,
    }),
  );
}

/** A call of a service `via` that uses the key behind `alias`. */
export function throughKey({ account }: Pick<Location, "account">, alias: string, via: string) {
  return {
    resource: `arn:aws:kms:ca-central-1:${account}:key/11111111-2222-3333-4444-555555555555`,
    with: {
      "kms:ResourceAliases": [alias],
      "kms:ViaService": `${via}.ca-central-1.amazonaws.com`,
    },
  };
}

export function named({ service, environment }: Location, component: string): string {
  return `nc-${service}-${environment}-${component}`;
}

export function regional({ account }: Location, service: string, resource: string): string {
  return `arn:aws:${service}:ca-central-1:${account}:${resource}`;
}

export function role(at: Location, component: string): string {
  return `arn:aws:iam::${at.account}:role/${named(at, component)}`;
}
