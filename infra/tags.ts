import type { DataClass, Environment } from "./environments";
import { TEAM_SLUG } from "./github/names";

/** The products: a resource is on the bill, and in the audit, of one of them. */
export const APPS = ["Neurocipher", "AuditHound"] as const;

/** Who is responsible for a resource: a workload, or the platform. Every resource has one. */
export interface Identity {
  readonly app: (typeof APPS)[number];
  /** The workload's name: the spec's `<svc>`. */
  readonly service: string;
  /** Slug of the GitHub team that owns it. */
  readonly owner: string;
  /** Cost centre, such as `CC-1001`. */
  readonly costCenter: string;
  /** Whether compliance audits cover it. */
  readonly compliance: boolean;
}

/** The tags of every taggable resource, each with what its value may be (CI/CL-002 §17). */
export const REQUIRED_TAGS = {
  App: /^(Neurocipher|AuditHound)$/,
  Service: /^[a-z][a-z0-9-]*$/,
  Env: /^(dev|stg|prod)$/,
  Owner: TEAM_SLUG,
  CostCenter: /^CC-\d{4}$/,
  Compliance: /^(Yes|No)$/,
  Name: /^\S.*$/,
  DataClass: /^(synthetic|sanitized|live)$/,
} as const;

export type Tags = Record<keyof typeof REQUIRED_TAGS, string>;

/** The tags of one resource; `name` is its full name, never shortened. */
export function tagsFor(
  identity: Identity,
  environment: Environment,
  dataClass: DataClass,
  name: string,
): Tags {
  return {
    App: identity.app,
    Service: identity.service,
    Env: environment,
    Owner: identity.owner,
    CostCenter: identity.costCenter,
    Compliance: identity.compliance ? "Yes" : "No",
    Name: name,
    DataClass: dataClass,
  };
}
