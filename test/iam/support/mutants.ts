import type { Ask } from "./asks";
import { may } from "./judge";
import type { Document, Role } from "./roles";

/** A role's policies without one action of one statement. */
interface Mutant {
  /** Which action of which statement is gone. */
  readonly says: string;
  readonly effect: "Allow" | "Deny";
  /** The action that is gone, as the statement has it: it may be a pattern. */
  readonly pattern: string;
  readonly permissions: readonly Document[];
}

/** What is asked for of a role: all of the one, and none of the other. */
export interface Expected {
  readonly allowed: readonly Ask[];
  /** Refused, even to who has every permission beside the role's own. */
  readonly denied?: readonly Ask[];
}

const EVERYTHING: Document = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

/** What `expected` says and `role` does otherwise. */
export async function wrong(role: Role, { allowed, denied = [] }: Expected): Promise<string[]> {
  const all = [
    ...(await refused(role, allowed, role.permissions)).map((text) => `refused: ${text}`),
    ...(await permitted(role, denied, role.permissions)).map((text) => `allowed: ${text}`),
  ];
  return all.map((text) => `${role.name} ${text}`);
}

/** Every mutant of a role, and whether `expected` notices it. */
export async function mutate(role: Role, { allowed, denied = [] }: Expected) {
  const verdicts: { readonly says: string; readonly noticed: boolean }[] = [];
  for (const { says, effect, pattern, permissions } of mutantsOf(role)) {
    const about = (ask: Ask) => matches(pattern, ask.action);
    const noticed =
      effect === "Allow"
        ? await some(allowed.filter(about), (ask) => not(ask, role, permissions))
        : await some(
            denied.filter(about),
            async (ask) => !(await not(ask, role, [...permissions, EVERYTHING])),
          );
    verdicts.push({ says, noticed });
  }
  return verdicts;
}

function mutantsOf(role: Role): Mutant[] {
  return role.permissions.flatMap((policy, at) =>
    policy.Statement.flatMap((statement, index) =>
      [statement.Action ?? []].flat().map((action): Mutant => {
        const rest = [statement.Action ?? []].flat().filter((each) => each !== action);
        const kept = rest.length > 0 ? [{ ...statement, Action: rest }] : [];
        const Statement = policy.Statement.toSpliced(index, 1, ...kept);
        return {
          says: `${statement.Sid}: ${action}`,
          effect: statement.Effect === "Deny" ? "Deny" : "Allow",
          pattern: String(action),
          permissions: role.permissions.toSpliced(at, 1, { ...policy, Statement }),
        };
      }),
    ),
  );
}

function matches(pattern: string, action: string): boolean {
  return new RegExp(`^${pattern.replaceAll("*", ".*")}$`, "i").test(action);
}

async function not(ask: Ask, role: Role, permissions: readonly Document[]): Promise<boolean> {
  const { action, resource } = ask;
  const asked = { ...(ask.with && { with: ask.with }), permissions };
  return !(await may(role, action, resource, asked));
}

async function some(asks: readonly Ask[], is: (ask: Ask) => Promise<boolean>): Promise<boolean> {
  for (const ask of asks) if (await is(ask)) return true;
  return false;
}

async function refused(role: Role, asks: readonly Ask[], permissions: readonly Document[]) {
  const answers = await Promise.all(asks.map((ask) => not(ask, role, permissions)));
  return asks.filter((_, index) => answers[index]).map(textOf);
}

async function permitted(role: Role, asks: readonly Ask[], permissions: readonly Document[]) {
  const answers = await Promise.all(
    asks.map((ask) => not(ask, role, [...permissions, EVERYTHING])),
  );
  return asks.filter((_, index) => !answers[index]).map(textOf);
}

function textOf({ action, resource, with: keys }: Ask): string {
  return `${action} ${resource} ${JSON.stringify(keys ?? {})}`;
}
