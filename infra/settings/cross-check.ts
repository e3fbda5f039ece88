import { z } from "zod";
import { DATA_CLASS, isEnvironment, MANAGES_GITHUB } from "../environments";
import { approvalsOf } from "../github/environments";
import { checkAdoption } from "./adoption";
import { checkAlertRoutes } from "./alert-routes";
import { checkBreakGlass } from "./break-glass";
import { checkWatched } from "./watched-minutes";

/** Availability zones of a region, by letter. Source: AWS global infrastructure, "Regions and zones". */
const ZONES: Readonly<Record<string, readonly string[]>> = { "ca-central-1": ["a", "b", "d"] };

/**
 * Checks that settings go together. It runs on half-wrong settings too, so that a user sees every
 * problem at once; a field that is wrong by itself is left to its own schema.
 */
export function crossCheck(settings: unknown, context: z.core.$RefinementCtx): void {
  if (!(settings instanceof Object)) return;
  const field = (key: string): unknown => Reflect.get(settings, key);
  const wrong = (path: PropertyKey[], message: string) =>
    context.addIssue({ code: "custom", path, message });

  const environment = field("environment");
  if (typeof environment !== "string" || !isEnvironment(environment)) return;

  const held = DATA_CLASS[environment];
  if (field("dataClass") !== held) {
    wrong(["dataClass"], `"${held}", which is all that ${environment} may hold`);
  }

  const approvers = field("approvers");
  const asked = approvalsOf(environment);
  if (typeof approvers === "number" && approvers !== asked.length) {
    const where = asked.length > 0 ? `asks in ${asked.join(" and ")}` : "asks nobody";
    wrong(["approvers"], `${asked.length}, as a run ${where} (infra/github/environments.ts)`);
  }

  const certificate = field("certificateArn");
  if (typeof certificate === "string" && certificate.startsWith("arn:aws:acm:")) {
    const [, , , where, account] = certificate.split(":");
    const [region, own] = [field("region"), field("accountId")];
    if (typeof region === "string" && typeof own === "string") {
      if (where !== region || account !== own) {
        wrong(["certificateArn"], `a certificate in ${region} of ${own}`);
      }
    }
  }

  const [region, zones] = [field("region"), field("zones")];
  if (typeof region === "string" && Array.isArray(zones)) {
    zones.forEach((zone: unknown, index) => {
      if (typeof zone !== "string") return;
      const all = (ZONES[region] ?? []).map((letter) => `${region}${letter}`);
      if (!all.includes(zone)) {
        wrong(["zones", index], `a zone of ${region}: one of ${all.join(", ")}`);
      } else if (zones.indexOf(zone) !== index) {
        wrong(["zones", index], "a zone that is not listed before");
      }
    });
  }

  checkWatched(environment, field, wrong);
  checkTeams(field("teams"), wrong);
  const [accountId, minutes] = [field("accountId"), field("breakGlassMinutes")];
  checkBreakGlass(field("breakGlass"), { accountId, minutes }, wrong);
  checkAlertRoutes(field("alertRoutes"), environment === "prod", wrong);
  checkAdoption(field("adopt"), zones, environment === MANAGES_GITHUB, wrong);

  for (const [key, owner] of [
    ["promotesFromAccountId", "prod"],
    ["promotesToAccountId", "stg"],
  ] as const) {
    const other = field(key);
    if (environment === owner && other === undefined) wrong([key], `12 digits in ${owner}`);
    if (environment !== owner && other !== undefined) wrong([key], `no value but in ${owner}`);
    if (other !== undefined && other === field("accountId")) {
      wrong([key], "another account than accountId");
    }
  }
}

/** A slug and an id belong together, and the two teams that prod asks are two. */
function checkTeams(teams: unknown, wrong: (path: PropertyKey[], message: string) => void): void {
  const parsed = z
    .record(z.string(), z.object({ slug: z.string(), id: z.number() }))
    .safeParse(teams);
  const all = Object.entries(parsed.data ?? {});
  all.forEach(([role, { slug, id }], index) => {
    for (const [other, known] of all.slice(0, index)) {
      if (known.slug === slug && known.id !== id) {
        wrong(["teams", role, "id"], `${known.id}, as ${slug} has in teams.${other}`);
      } else if (known.slug !== slug && known.id === id) {
        wrong(["teams", role, "slug"], `"${known.slug}", which has the id ${id} in teams.${other}`);
      }
    }
  });
  const { security, product } = parsed.data ?? {};
  if (security && product && security.id === product.id) {
    wrong(["teams", "product"], "another team than teams.security, as prod asks both");
  }
}
