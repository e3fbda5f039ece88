import type { Environment } from "./environments";
import type { NamedType } from "./naming/limits";
import * as names from "./naming/names";
import type { Settings } from "./settings/parse";
import { type Identity, type Tags, tagsFor } from "./tags";

/**
 * One workload, or the platform, in one environment: the names and tags of everything that is
 * made for it. A component takes a context, so nothing is made without an owner.
 */
export interface Context extends Identity {
  readonly environment: Environment;
  readonly settings: Settings;
  /** Whether stateful resources refuse deletion, in Pulumi and in AWS: not those of a retired workload. */
  readonly protect: boolean;
  /** Whether it is a workload that takes no new work, and stops. */
  readonly retired: boolean;
  /** Physical name of a resource of `type`, within that type's limit. */
  name(type: NamedType, component: string): string;
  /** Tags of a resource; `component` is the last part of its name. */
  tags(component: string): Tags;
  configPath(key: string): string;
  secretPath(key: string): string;
  logGroupName(key: string): string;
  aliasName(purpose: string): string;
}

/** The platform's own identity: what serves every workload. */
export const PLATFORM: Identity = {
  app: "Neurocipher",
  service: "platform",
  owner: "release-eng",
  costCenter: "CC-1000",
  compliance: true,
};

/**
 * The context of `identity` in the environment of `settings`.
 *
 * @param retired - whether it is a workload that the catalog has retired
 */
export function contextOf(settings: Settings, identity: Identity, retired = false): Context {
  const { environment, dataClass, protect } = settings;
  const { app, service, owner, costCenter, compliance } = identity;
  const self = { service, environment };
  return {
    app,
    service,
    owner,
    costCenter,
    compliance,
    environment,
    settings,
    protect: protect && !retired,
    retired,
    name: (type, component) => names.physicalName(type, self, component),
    tags: (component) => tagsFor(identity, environment, dataClass, names.fullName(self, component)),
    configPath: (key) => names.configPath(self, key),
    secretPath: (key) => names.secretPath(self, key),
    logGroupName: (key) => names.logGroupName(self, key),
    aliasName: (purpose) => names.aliasName(self, purpose),
  };
}
