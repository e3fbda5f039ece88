import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../problems";
import { type Settings, settingsFromConfig } from "./parse";

/**
 * The settings of the stack that is being run.
 *
 * @throws {pulumi.RunError} that lists every problem; nothing is registered before
 */
export function loadSettings(): Settings {
  try {
    return settingsFromConfig(pulumi.getProject(), pulumi.getStack(), pulumi.runtime.allConfig());
  } catch (error) {
    throw error instanceof InvalidInput ? new pulumi.RunError(error.message) : error;
  }
}
