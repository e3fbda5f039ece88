import { z } from "zod";

const LOGIN = z.string().min(1);
const SHA = z.string().regex(/^[0-9a-f]{40}$/);
const INSTANT = z.iso.datetime({ offset: true });
const ID = z.int().min(1);
const LEVELS = ["read", "write", "admin"] as const;

/** What an App or a run may do, by GitHub's names of permissions, such as `{ actions: "read" }`. */
const PERMISSIONS = z.record(z.string(), z.enum(LEVELS));

const USER = z.strictObject({
  id: ID,
  login: LOGIN,
  /** What the person calls with. */
  token: z.string().min(1),
});

const TEAM = z.strictObject({
  id: ID,
  slug: z.string(),
  /** Logins. */
  members: z.array(LOGIN).default([]),
  /** Logins of those who were invited, and have not accepted. */
  invited: z.array(LOGIN).default([]),
  /** What the team may do in a repository, by its name. */
  repositories: z
    .record(z.string(), z.enum(["pull", "triage", "push", "maintain", "admin"]))
    .default({}),
});

const REPOSITORY = z.strictObject({
  id: ID,
  name: z.string(),
  /** Its commits, the oldest first. */
  commits: z
    .array(
      z.strictObject({
        sha: SHA,
        message: z.string(),
        author: LOGIN,
        date: INSTANT,
        /** Paths that it changes. @default - none */
        paths: z.array(z.string()).optional(),
      }),
    )
    .default([]),
  /** Commit of each tag and branch, by short name. */
  refs: z.record(z.string(), SHA).default({}),
  /** Text of each file of the default branch, by path. */
  files: z.record(z.string(), z.string()).default({}),
  /** Text of each file that another branch changes, by branch and path. */
  branchFiles: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  /** Its pull requests, the oldest first. */
  pulls: z
    .array(
      z.strictObject({
        number: ID,
        title: z.string(),
        body: z.string(),
        /** Short name of the branch that it brings into the default branch. */
        branch: z.string(),
        state: z.enum(["open", "closed"]),
        user: LOGIN,
        createdAt: INSTANT,
        /** Last commit of its branch. @default - that of the branch */
        head: SHA.optional(),
        /** The commit that brought it into the default branch, and when. @default - it is not merged */
        merged: z.strictObject({ sha: SHA, at: INSTANT }).optional(),
        /** Its reviews, the oldest first; `sha` is the commit that was reviewed. */
        reviews: z
          .array(
            z.strictObject({
              user: LOGIN,
              state: z.enum(["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED"]),
              sha: SHA,
            }),
          )
          .default([]),
      }),
    )
    .default([]),
  variables: z.record(z.string(), z.string()).default({}),
  private: z.boolean().default(true),
  /** From where its reusable workflows may be called, where it is private; GitHub's default is itself alone. */
  workflowAccess: z.enum(["none", "user", "organization"]).default("none"),
  /** Whether its releases are immutable, which they are not by default. */
  immutableReleases: z.boolean().default(false),
});

const REVIEW = z.strictObject({
  environments: z.array(z.string()),
  state: z.enum(["approved", "rejected"]),
  user: LOGIN,
  comment: z.string(),
});

const RULE_ANSWER = z.strictObject({
  environment: z.string(),
  state: z.enum(["approved", "rejected"]),
  comment: z.string(),
  /** Login of the App's bot. */
  user: LOGIN,
});

/** A custom rule of an environment: the App that is asked. */
const PROTECTION_RULE = z.strictObject({
  id: ID,
  repository: z.string(),
  environment: z.string(),
  appId: ID,
});

const RUN = z.strictObject({
  id: ID,
  /** Name of the repository, without its owner; so everywhere below. */
  repository: z.string(),
  /** Who started it, and who started this attempt. */
  actor: LOGIN,
  triggeringActor: LOGIN,
  attempt: z.int().min(1).default(1),
  event: z.string().default("workflow_dispatch"),
  headBranch: z.string(),
  headSha: SHA,
  /** Path of the workflow's file. */
  path: z.string().default(".github/workflows/deploy.yml"),
  status: z.enum(["in_progress", "waiting", "completed"]).default("in_progress"),
  conclusion: z.enum(["success", "failure", "cancelled"]).nullable().default(null),
  createdAt: INSTANT,
  /** Its `GITHUB_TOKEN`, and what that may do. */
  token: z.string().min(1),
  permissions: PERMISSIONS.default({}),
  /** Names of the environments in which it waits for a review. */
  waitsFor: z.array(z.string()).default([]),
  reviews: z.array(REVIEW).default([]),
  /** Jobs that waited for a review in an environment; `to` is null while one waits. */
  waits: z
    .array(z.strictObject({ environment: z.string(), from: INSTANT, to: INSTANT.nullable() }))
    .default([]),
  /** What Apps have answered to the custom rules of environments. */
  ruleAnswers: z.array(RULE_ANSWER).default([]),
});

const CHECK_RUN = z.strictObject({
  id: ID,
  repository: z.string(),
  sha: SHA,
  name: z.string(),
  appId: ID,
  status: z.enum(["queued", "in_progress", "completed"]),
  conclusion: z
    .enum(["success", "failure", "neutral", "cancelled", "skipped", "timed_out"])
    .nullable(),
  startedAt: INSTANT,
  completedAt: INSTANT.nullable(),
});

const ISSUE = z.strictObject({
  number: ID,
  repository: z.string(),
  title: z.string(),
  body: z.string(),
  labels: z.array(z.string()),
  state: z.enum(["open", "closed"]),
  user: LOGIN,
  createdAt: INSTANT,
  closedAt: INSTANT.nullable(),
});

const RELEASE = z.strictObject({
  id: ID,
  repository: z.string(),
  tag: z.string(),
  target: z.string(),
  name: z.string(),
  body: z.string(),
  prerelease: z.boolean(),
  draft: z.boolean(),
  author: LOGIN,
  createdAt: INSTANT,
});

const APP = z.strictObject({
  id: ID,
  slug: z.string(),
  /** PEM. */
  publicKey: z.string(),
  installations: z.array(z.strictObject({ id: ID, permissions: PERMISSIONS })),
});

const INSTALLATION_TOKEN = z.strictObject({
  token: z.string(),
  app: z.string(),
  permissions: PERMISSIONS,
  /** Names; all of the organization's where it is missing. */
  repositories: z.array(z.string()).optional(),
  expiresAt: INSTANT,
});

/** How a call fails. */
export const FAULTS = ["server-error", "rate-limit", "secondary-rate-limit", "time-out"] as const;

const FAULT = z.strictObject({
  fault: z.enum(FAULTS),
  /** Which calls, such as `GET /repos/{owner}/{repo}`. @default - every one */
  route: z.string().optional(),
  /** How many calls. */
  times: z.int().min(1).default(1),
  /** Whether the call is carried out before its answer is lost. */
  afterwards: z.boolean().default(false),
});

/** What the simulated GitHub is seeded with: JSON, with defaults for most of it. */
export const STATE = z.strictObject({
  organization: z.strictObject({ id: ID, login: LOGIN }),
  users: z.array(USER).default([]),
  teams: z.array(TEAM).default([]),
  repositories: z.array(REPOSITORY).default([]),
  runs: z.array(RUN).default([]),
  checkRuns: z.array(CHECK_RUN).default([]),
  issues: z.array(ISSUE).default([]),
  releases: z.array(RELEASE).default([]),
  apps: z.array(APP).default([]),
  installationTokens: z.array(INSTALLATION_TOKEN).default([]),
  protectionRules: z.array(PROTECTION_RULE).default([]),
  faults: z.array(FAULT).default([]),
});

/** Everything that the simulated GitHub knows and the program does not make. */
export type GitHubState = z.output<typeof STATE>;

/** A state as it is written by hand. */
export type GitHubSeed = z.input<typeof STATE>;
export type Run = z.output<typeof RUN>;
export type Repository = z.output<typeof REPOSITORY>;
export type Team = z.output<typeof TEAM>;
export type Permissions = z.output<typeof PERMISSIONS>;
export type Fault = z.output<typeof FAULT>;
