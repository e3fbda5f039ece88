import type { DataClass, Environment } from "./environments";

/** The products whose bill and audit a resource belongs to. */
export const APPS = ["Neurocipher", "AuditHound"] as const;

/** Who answers for a resource: a workload, or the platform itself. Without one, nothing is made. */
export interface Identity {
  readonly app: (typeof APPS)[number];
  /** The workload's name: the spec's `<svc>`. */
  readonly service: string;
  /** Slug of the GitHub team that owns it. */
  readonly owner: string;
  /** Cost centre, such as `CC-1001`. */
  readonly costCenter: string;
  /** Whether it is in the context of compliance audits. */
  readonly compliance: boolean;
}

/** What a tag's value may be, for each tag that every taggable resource carries (CI/CL-002 §17). */
export const REQUIRED_TAGS = {
  App: /^(Neurocipher|AuditHound)$/,
  Service: /^[a-z][a-z0-9-]*$/,
  Env: /^(dev|stg|prod)$/,
  Owner: /^[a-z0-9][a-z0-9-]*$/,
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
