import { z } from "zod";
import { ENVIRONMENTS } from "../../infra/environments";
import { GITHUB_ACTIONS_APP } from "../../infra/github/workflows";
import { parse } from "../../infra/problems";
import { calendar } from "../../infra/settings/calendar";
import type { RuleSettings } from "./decide";

/** File of the function's zip that has the settings by which it decides. */
export const SETTINGS_FILE = "settings.json";

const SETTINGS = z.strictObject({
  environment: z.enum(ENVIRONMENTS),
  /** Slug of the team on call. */
  onCall: z.string().min(1),
  /** Name of the platform's own repository. */
  platform: z.string().min(1),
  calendar,
});

/** @throws {InvalidInput} that lists every problem */
export function readSettings(text: string): RuleSettings {
  const { calendar, ...settings } = parse(SETTINGS, JSON.parse(text), SETTINGS_FILE);
  return { ...settings, rules: { appId: GITHUB_ACTIONS_APP, calendar } };
}
