import { z } from "zod";
import { ENVIRONMENTS, type Environment } from "../environments";

/** A value for every environment, or one for each. */
export const perEnvironment = <T extends z.ZodType>(value: T) =>
  z.union(
    [value, z.strictObject({ dev: value, stg: value, prod: value })],
    `one value, or one for each of ${ENVIRONMENTS.join(", ")}`,
  );

/** The value for `environment`: the one value, or that environment's of three. */
export function valueIn<T extends string | number | boolean>(
  environment: Environment,
  value: T | Readonly<Record<Environment, T>>,
): T {
  return typeof value === "object" ? value[environment] : value;
}
