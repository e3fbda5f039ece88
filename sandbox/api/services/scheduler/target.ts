import type { Target } from "@aws-sdk/client-scheduler";
import type { Properties } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";

/** Members of a task's target whose names differ between API and provider by more than a capital. */
const ECS_NAMES: Readonly<Record<string, string>> = {
  enableEcsManagedTags: "EnableECSManagedTags",
};

/** A schedule's target as the API has it, of one as the provider has it. */
export function targetFromRecord(target: Properties): Target {
  const { ecsParameters, ...rest } = target;
  const ecs = objectOf(ecsParameters);
  if (!ecs) return capitalized(rest);
  const { networkConfiguration, ...others } = ecs;
  const network = objectOf(networkConfiguration);
  const parameters = {
    ...capitalized<object>(others, ECS_NAMES),
    ...(network && {
      NetworkConfiguration: {
        awsvpcConfiguration: {
          Subnets: network.subnets,
          SecurityGroups: network.securityGroups,
          AssignPublicIp: network.assignPublicIp === true ? "ENABLED" : "DISABLED",
        },
      },
    }),
  };
  return capitalized({ ...rest, EcsParameters: parameters });
}

/** A schedule's target as the provider has it, of one as the API has it. */
export function targetToRecord(target: Target | undefined): Properties {
  const { EcsParameters, ...rest } = target ?? {};
  if (!EcsParameters) return uncapitalized(rest);
  const { NetworkConfiguration, EnableECSManagedTags, ...others } = EcsParameters;
  const vpc = NetworkConfiguration?.awsvpcConfiguration;
  const ecsParameters = {
    ...uncapitalized(others),
    ...(EnableECSManagedTags !== undefined && { enableEcsManagedTags: EnableECSManagedTags }),
    ...(vpc && {
      networkConfiguration: {
        subnets: vpc.Subnets,
        securityGroups: vpc.SecurityGroups ?? [],
        assignPublicIp: vpc.AssignPublicIp === "ENABLED",
      },
    }),
  };
  return { ...uncapitalized(rest), ecsParameters };
}

/** Members with a capital first, as the API's: `RoleArn` for `roleArn`, at every depth. */
export function capitalized<T>(value: object, names: Readonly<Record<string, string>> = {}): T {
  const rename = (key: string) => names[key] ?? key.charAt(0).toUpperCase() + key.slice(1);
  return renamed(value, (key) => (key === "awsvpcConfiguration" ? key : rename(key))) as T;
}

/** Members with a small letter first, as the provider's. */
export function uncapitalized(value: object): Properties {
  return renamed(value, (key) => key.charAt(0).toLowerCase() + key.slice(1)) as Properties;
}

function renamed(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, rename));
  if (!(value instanceof Object)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([key, each]) => [rename(key), renamed(each, rename)]),
  );
}
