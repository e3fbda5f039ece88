import type { Made } from "../../support/record";
import type { Ask } from "./deliveries";

/** A call that a resource takes, and whether it changes anything. */
export interface Taken extends Ask {
  readonly changes: boolean;
}

/** Where a resource is made. */
export interface Place {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}

type Keys = NonNullable<Ask["with"]>;

/** Words, each an action of the service. */
type Actions = string;

/** What a table's line says its calls with. */
export interface Speaker extends Place {
  /** The inputs that the program gives. */
  readonly inputs: Made["inputs"];
  /** Calls on something of this account and region. */
  at(service: string, resource: string, changes: Actions, reads?: Actions, keys?: Keys): Taken[];
  /** Calls on an ARN. */
  on(arn: string, changes: Actions, reads?: Actions, keys?: Keys): Taken[];
  /** Calls of a service for which AWS takes no resource. */
  any(service: string, changes: Actions, reads?: Actions, keys?: Keys): Taken[];
  /** The role that a service makes for itself when it is first used. */
  serviceRole(service: string): Taken[];
}

/** What creating, changing, deleting and reading one type of resource takes, for given inputs. */
export type Line = (speaker: Speaker) => readonly (readonly Taken[])[];

/** The calls that `made` takes, by its line in a table. */
export function takenBy(line: Line, made: Made, place: Place): readonly Taken[] {
  const ask = (service: string, resource: string, changes: Actions, reads = "", keys: Keys = {}) =>
    [changes, reads].flatMap((actions, index) =>
      actions
        .split(" ")
        .filter(Boolean)
        .map((action) => ({
          action: `${service}:${action}`,
          resource,
          changes: index === 0,
          with: { "aws:RequestedRegion": place.region, ...keys },
        })),
    );
  const speaker: Speaker = {
    inputs: made.inputs,
    ...place,
    at: (service, resource, ...rest) =>
      ask(service, `arn:aws:${service}:${place.region}:${place.account}:${resource}`, ...rest),
    on: (arn, ...rest) => ask(arn.split(":")[2] ?? "", arn, ...rest),
    any: (service, ...rest) => ask(service, "*", ...rest),
    serviceRole: (service) => {
      const name = `${service}.amazonaws.com`;
      const arn = `arn:aws:iam::${place.account}:role/aws-service-role/${name}/AWSServiceRole`;
      return ask("iam", arn, "CreateServiceLinkedRole", "", { "iam:AWSServiceName": name });
    },
  };
  return line(speaker).flat();
}
