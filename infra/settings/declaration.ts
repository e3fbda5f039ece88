import { z } from "zod";
import { CONFIG } from "./schema";

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
