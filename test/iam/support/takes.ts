import type { Environment } from "../../../infra/environments";
import type { RecordedResource } from "../../support/record";
import type { Ask } from "./asks";

/** A call that a resource takes, and whether it changes anything. */
export interface Taken extends Ask {
  readonly changes: boolean;
}

/** Where a resource is made. */
export interface Location {
  readonly environment: Environment;
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}

const KEY = "11111111-2222-3333-4444-555555555555";

type Keys = NonNullable<Ask["with"]>;

/** Words, each an action of the service. */
type Actions = string;

/** What a table's line says its calls with. */
export interface Speaker extends Location {
  /** The inputs that the program gives. */
  readonly inputs: RecordedResource["inputs"];
  /** Calls on something of this account and region. */
  at(service: string, resource: string, changes: Actions, reads?: Actions, keys?: Keys): Taken[];
  /** Calls on an ARN. */
  on(arn: string, changes: Actions, reads?: Actions, keys?: Keys): Taken[];
  /** Calls of a service for which AWS takes no resource. */
  any(service: string, changes: Actions, reads?: Actions, keys?: Keys): Taken[];
  /** The role that a service makes for itself when it is first used. */
  serviceRole(service: string): Taken[];
  /** Passing roles to a service, such as `lambda`; what is no ARN is not passed. */
  passes(service: string, ...roles: readonly unknown[]): Taken[];
  /** Calls that a service makes with the caller's rights on the platform's key for `purpose`. */
  key(purpose: string, via: string, actions: Actions): Taken[];
}

/** What creating, changing, deleting and reading one type of resource takes, for given inputs. */
export type Line = (speaker: Speaker) => readonly (readonly Taken[])[];

/** The calls that `made` takes, by its line in a table. */
export function takenBy(line: Line, made: RecordedResource, location: Location): readonly Taken[] {
  const ask = (service: string, resource: string, changes: Actions, reads = "", keys: Keys = {}) =>
    [changes, reads].flatMap((actions, index) =>
      actions
        .split(" ")
        .filter(Boolean)
        .map((action) => ({
          action: `${service}:${action}`,
          resource,
          changes: index === 0,
          with: { "aws:RequestedRegion": location.region, ...keys },
        })),
    );
  const speaker: Speaker = {
    inputs: made.inputs,
    ...location,
    at: (service, resource, ...rest) =>
      ask(
        service,
        `arn:aws:${service}:${location.region}:${location.account}:${resource}`,
        ...rest,
      ),
    on: (arn, ...rest) => ask(arn.split(":")[2] ?? "", arn, ...rest),
    any: (service, ...rest) => ask(service, "*", ...rest),
    serviceRole: (service) => {
      const name = `${service}.amazonaws.com`;
      const arn = `arn:aws:iam::${location.account}:role/aws-service-role/${name}/AWSServiceRole`;
      return ask("iam", arn, "CreateServiceLinkedRole", "", { "iam:AWSServiceName": name });
    },
    passes: (service, ...roles) =>
      roles
        .filter((role) => role !== undefined)
        .flatMap((role) =>
          ask("iam", String(role), "PassRole", "", {
            "iam:PassedToService": `${service}.amazonaws.com`,
          }),
        ),
    key: (purpose, via, actions) =>
      actions.split(" ").flatMap((action) =>
        ask("kms", `arn:aws:kms:${location.region}:${location.account}:key/${KEY}`, action, "", {
          "kms:ViaService": `${via}.${location.region}.amazonaws.com`,
          ...(action.endsWith("Grant")
            ? {}
            : { "kms:ResourceAliases": [`alias/nc-platform-${location.environment}-${purpose}`] }),
          ...(action === "CreateGrant" ? { "kms:GrantIsForAWSResource": "true" } : {}),
        }),
      ),
  };
  return line(speaker).flat();
}
