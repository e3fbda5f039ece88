import { parse } from "yaml";
import { type Job, type Workflow, workflow } from "./files";
import { type Ended, jobsOfRun, type Started } from "./job-graph";

/** A job that ran, in a run with everything that it calls. */
export interface RanJob {
  /** Keys of the calling jobs and its own, such as `deliver-billing / stg / promote`. */
  readonly path: string;
  /** The GitHub environment whose rules it passed. @default - none */
  readonly environment?: string;
  /** Its permissions: what it asks for, at most what its callers grant. */
  readonly permissions: Readonly<Record<string, string>>;
}

const CALLED = /\/\.github\/workflows\/([\w-]+\.yml)@main$/;
const LEVELS = ["none", "read", "write"];

/**
 * Which jobs of a run of a repository's workflow run, with those of the workflows that it calls, each by its path.
 *
 * @param text - of the repository's workflow, YAML
 * @param ends - how jobs end, by their path
 */
export function runOf(text: string, started: Started): RanJob[] {
  const caller: Workflow = parse(text);
  return isStarted(caller, started) ? jobsOf(caller, started, "", undefined).ran : [];
}

/**
 * Whether GitHub starts a workflow: with filters for branches or tags alone, a push of the other is none of it (GitHub docs,
 * "Workflow syntax", `on.push.<branches|tags>`). Of their patterns, a star at the end is known here.
 */
function isStarted({ on }: Workflow, { event, ref }: Started): boolean {
  const trigger = on[event] as { branches?: string[]; tags?: string[] } | null | undefined;
  if (trigger === undefined || event !== "push") return trigger !== undefined;
  const { branches, tags } = trigger ?? {};
  if (branches === undefined && tags === undefined) return true;
  const [, kind, name = ""] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
  return ((kind === "tags" ? tags : branches) ?? []).some((pattern) =>
    pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  );
}

interface Ran {
  readonly ran: RanJob[];
  readonly ended: Ended;
}

function jobsOf(
  { jobs }: Pick<Workflow, "jobs">,
  started: Started,
  prefix: string,
  granted: Job["permissions"],
): Ran {
  const ran: RanJob[] = [];
  const all = jobsOfRun(jobs, started, (key, job, inputs) => {
    const path = `${prefix}${key}`;
    const permissions = least(job.permissions ?? {}, granted);
    const file = CALLED.exec(job.uses ?? "")?.[1];
    if (file === undefined) {
      const environment =
        typeof job.environment === "object" ? job.environment.name : job.environment;
      ran.push({
        path,
        permissions,
        ...(environment === undefined ? {} : { environment: inputs.filled(environment) }),
      });
      return { result: started.ends?.[path] ?? "success", skipped: false };
    }
    const given = Object.entries(job.with ?? {}).map(([name, value]) => [
      name,
      inputs.filled(`${value}`),
    ]);
    const inner = { ...started, inputs: Object.fromEntries(given) };
    const called = jobsOf(workflow(file), inner, `${path} / `, permissions);
    ran.push(...called.ran);
    return called.ended;
  });
  return { ran, ended: all };
}

/** What a job may do: of what it asks for, no more than its caller has (GitHub docs, "Reusing workflows"). */
function least(asked: Readonly<Record<string, string>>, granted: Job["permissions"]) {
  if (granted === undefined) return asked;
  const within = Object.entries(asked).map(([name, level]) => {
    const most = granted[name] ?? "none";
    if (LEVELS.indexOf(level) > LEVELS.indexOf(most)) {
      throw new Error(`${name}: ${level} is asked for, and ${most} granted: GitHub starts no job`);
    }
    return [name, level] as const;
  });
  return Object.fromEntries(within);
}
