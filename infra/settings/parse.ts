import { z } from "zod";
import { DATA_CLASS, isEnvironment } from "../environments";
import { type Frozen, parse } from "../problems";
import { CONFIG, settingsSchema } from "./schema";

/** One environment, typed and deeply frozen. Every number has the specification's as default. */
export type Settings = Frozen<z.output<typeof settingsSchema>>;

/**
 * Reads the settings of `environment` from its config, given without the project's prefix. An
 * empty text is no value: it is how `Pulumi.yaml` writes the default of an optional key.
 *
 * @throws {InvalidInput} that lists every problem at once
 */
export function parseSettings(environment: string, config: object): Settings {
  const given = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== ""));
  const defaults = isEnvironment(environment) ? { dataClass: DATA_CLASS[environment] } : {};
  return parse(
    settingsSchema,
    { ...defaults, ...given, environment },
    `Pulumi.${environment}.yaml`,
  );
}

/**
 * Reads the settings of `stack` from its whole config as Pulumi hands it over: text, by
 * `<project>:<key>`.
 *
 * @throws {InvalidInput} that lists every problem at once
 */
export function settingsFromConfig(
  project: string,
  stack: string,
  config: Readonly<Record<string, string>>,
): Settings {
  const declared = configDeclarations();
  const prefix = `${project}:`;
  const given = Object.entries(config)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, text]) => [key.slice(prefix.length), text] as const)
    .map(([key, text]) => [key, declared[key]?.type === "string" ? text : read(text)]);
  return parseSettings(stack, Object.fromEntries(given));
}

/** What is not text itself is JSON. */
function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** How `Pulumi.yaml` declares one config key. */
interface Declaration {
  readonly type: "string" | "integer" | "boolean" | "array" | "object";
  readonly items?: { readonly type: string };
  readonly description: string;
  /** What a stack that does not set the key gets; without one, every stack must set it. */
  readonly default?: unknown;
}

/** The `config` section of `Pulumi.yaml`, made from the schema of the settings. */
export function configDeclarations(): Record<string, Declaration> {
  return Object.fromEntries(
    Object.entries(CONFIG).map(([key, schema]) => [key, declare(key, schema)]),
  );
}

function declare(key: string, schema: z.ZodType): Declaration {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const absent = schema.safeParse(undefined);
  const optional = absent.success || key === "dataClass";
  return {
    type: json.type as Declaration["type"],
    ...(json.type === "array" ? { items: { type: "string" } } : {}),
    description: schema.description ?? "",
    ...(optional ? { default: absent.data ?? "" } : {}),
  };
}
