import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../problems";
import { configDeclarations } from "./declaration";
import { parseSettings, type Settings } from "./parse";

/**
 * The settings of the stack that is being run.
 *
 * @throws {pulumi.RunError} that lists every problem; nothing is registered before
 */
export function loadSettings(): Settings {
  const declared = configDeclarations();
  const prefix = `${pulumi.getProject()}:`;
  const given = Object.entries(pulumi.runtime.allConfig())
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, text]) => [key.slice(prefix.length), text] as const)
    .map(([key, text]) => [key, declared[key]?.type === "string" ? text : read(text)]);
  try {
    return parseSettings(pulumi.getStack(), Object.fromEntries(given));
  } catch (error) {
    throw error instanceof InvalidInput ? new pulumi.RunError(error.message) : error;
  }
}

/** Pulumi hands every value over as text: what is not text itself is JSON. */
function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
