import { z } from "zod";
import { ENVIRONMENTS, type Environment } from "../../infra/environments";
import { formatProblem, InvalidInput } from "../../infra/problems";
import { readStackFile } from "../../infra/settings/stack-file";
import { cloudTrailChanges } from "../adapters/aws/resource-changes";
import { gitHubDriftTickets } from "../adapters/github/drift-tickets";
import { UsageError } from "../cli/options";
import { type Session, verb } from "../cli/verb";
import { causeOf } from "../decisions/drift/cause";
import { describeFinding, driftIsGone, driftTicket } from "../decisions/drift/describe";
import { driftedResources } from "../decisions/drift/drifted-resources";
import { type Finding, finding, findingsOf } from "../decisions/drift/findings";
import type { DriftedResource } from "../decisions/drift/resource";
import type { TicketChange } from "../ports/drift-tickets";
import type { ResourceChanges } from "../ports/resource-changes";
import { waitLine } from "../progress/wait-line";
import { accountOf } from "./account";
import { readTextFile } from "./files";
import { gitHubOf } from "./github";
import { dryRun } from "./options";

/** What CloudTrail takes for one resource, in seconds: it answers LookupEvents twice a second (CloudTrail guide, "Quotas"). */
const SECONDS_EACH = 1;

/** `nc drift`: what of an environment's account is not as the program made it, since when and by whom. */
export const drift = verb({
  summary: "Shows what was changed in an account past the program, and keeps one ticket of it.",
  example: "nc drift prod --preview refresh.json",
  input: z.strictObject({
    environment: z.enum(ENVIRONMENTS).meta({ description: "the environment that is looked at" }),
    preview: z
      .string()
      .optional()
      .meta({ description: "what `pulumi refresh --preview-only --json` of its stack printed" }),
    findings: z.string().optional().meta({
      description: "what an earlier `nc drift --dry-run --json` printed, in place of a preview",
    }),
    dryRun,
  }),
  positional: ["environment"],
  answer: z.strictObject({
    environment: z.enum(ENVIRONMENTS),
    findings: z.array(finding),
    /** What was done with the ticket. @default - there is none, or nothing is written */
    ticket: z
      .strictObject({
        url: z.string(),
        change: z.enum(["opened", "updated", "unchanged", "closed"]),
      })
      .optional(),
  }),
  async run({ environment, preview, findings: earlier, dryRun: dry }, session) {
    if ((preview === undefined) === (earlier === undefined)) {
      const problem = formatProblem("--preview", preview, "either it or --findings");
      throw new UsageError("nc drift", [problem]);
    }
    const findings =
      preview === undefined
        ? findingsOf(readJson("--findings", earlier ?? ""), environment)
        : await explained(driftedResources(readJson("--preview", preview), environment), {
            environment,
            session,
          });
    const ticket = dry ? undefined : await keepTicket(environment, findings, session);
    const answer = ticket ? { environment, findings, ticket } : { environment, findings };
    const lines = linesOf(environment, findings, ticket);
    return { result: findings.length === 0 ? "pass" : "fail", answer, lines };
  },
});

/** The resources, each with who changed it. */
async function explained(
  resources: readonly DriftedResource[],
  { environment, session }: { readonly environment: Environment; readonly session: Session },
): Promise<readonly Finding[]> {
  const changes = cloudTrailChanges(accountOf(environment, session).clients, session.now);
  const findings: Finding[] = [];
  if (resources.length > 0) {
    const what = `asking CloudTrail who changed ${resources.length} resources`;
    session.say(waitLine({ what, usually: resources.length * SECONDS_EACH }));
  }
  for (const each of resources) findings.push(await explainedOne(each, changes));
  return findings;
}

/** What drifted is told, whether CloudTrail answers or not. */
async function explainedOne(resource: DriftedResource, changes: ResourceChanges): Promise<Finding> {
  const { urn, type, id, kind, differences, names, region, appliedAt } = resource;
  const found = { urn, type, id, kind, differences: [...differences] };
  try {
    const known = await changes.of({ names, region, since: appliedAt });
    const cause = causeOf(known, appliedAt);
    return cause ? { ...found, cause } : found;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return { ...found, causeUnknown: error.problems.join("; ") };
  }
}

async function keepTicket(
  environment: Environment,
  findings: readonly Finding[],
  session: Session,
): Promise<TicketChange | undefined> {
  const { organization, repository } = readStackFile(session.project, environment).settings.github;
  const tickets = gitHubDriftTickets(gitHubOf(session), session, `${organization}/${repository}`);
  if (findings.length === 0) return tickets.close(environment, driftIsGone(environment));
  return tickets.report({ environment, ...driftTicket(environment, findings) });
}

function linesOf(
  environment: Environment,
  findings: readonly Finding[],
  ticket: TicketChange | undefined,
): readonly string[] {
  const told =
    findings.length === 0
      ? [`${environment} is as the program made it`]
      : findings.flatMap(describeFinding);
  return ticket ? [...told, `the ticket ${ticket.url} is ${ticket.change}`] : told;
}

/** @throws {InvalidInput} if the file cannot be read, or is no JSON */
function readJson(option: string, path: string): unknown {
  const text = readTextFile(option, path);
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInput("files", [formatProblem(option, path, "a file with JSON")]);
  }
}
