import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../problems";
import { parseSettings, type Settings } from "./parse";
import { CONFIG } from "./schema";

/**
 * The settings of the stack that is being run.
 *
 * @throws {pulumi.RunError} that lists every problem; nothing is registered before
 */
export function loadSettings(): Settings {
  const config = new pulumi.Config();
  const given = Object.keys(CONFIG).flatMap((key) => {
    const text = config.get(key);
    return text === undefined ? [] : [[key, read(text)]];
  });
  try {
    return parseSettings(pulumi.getStack(), Object.fromEntries(given));
  } catch (error) {
    throw error instanceof InvalidInput ? new pulumi.RunError(error.message) : error;
  }
}

/** Pulumi hands every config value over as text: an object or a number as JSON, a string bare. */
function read(text: string): unknown {
  if (/^\d{12}$/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
