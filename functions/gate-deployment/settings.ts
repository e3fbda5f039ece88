import { z } from "zod";
import { ENVIRONMENTS } from "../../infra/environments";
import { GITHUB_ACTIONS_APP, REQUIRED_CHECKS } from "../../infra/github/workflows";
import { parse } from "../../infra/problems";
import { calendar } from "../../infra/settings/calendar";
import type { RuleSettings } from "./decide";

/** File of the function's zip that has the settings by which it decides. */
export const SETTINGS_FILE = "settings.json";

const SETTINGS = z.strictObject({
  environment: z.enum(ENVIRONMENTS),
  /** Slug of the team on call. */
  onCall: z.string().min(1),
  calendar,
});

/** @throws {InvalidInput} that lists every problem */
export function readSettings(text: string): RuleSettings {
  const { environment, onCall, calendar } = parse(SETTINGS, JSON.parse(text), SETTINGS_FILE);
  const rules = { requiredChecks: REQUIRED_CHECKS, appId: GITHUB_ACTIONS_APP, calendar };
  return { environment, onCall, rules };
}
