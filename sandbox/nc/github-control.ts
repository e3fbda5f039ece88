import { z } from "zod";
import { ownerAndRepo } from "../../delivery/adapters/github/repository";
import { formatProblem } from "../../infra/problems";
import { answerControl, json } from "../api/control-answer";
import type { Repository } from "../api/github/state/state";
import type { GitHub } from "../api/github/state/store";
import type { ApiRequest, ApiResponse } from "../api/protocol/message";
import { approve, openTicket, reportChecks, startRun } from "../rehearsal/delivery/runs";
import type { Stage } from "../rehearsal/stage";

const REPOSITORY = z.string().regex(/^[^/]+\/[^/]+$/);

/** A tag that is pushed. */
const PUSH = z.strictObject({
  repository: REPOSITORY,
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  version: z.string().min(1),
  /** Texts of the repository's files at the tag, by path. */
  files: z.record(z.string(), z.string()),
});

/** A change ticket that is opened. */
const TICKET = z.strictObject({ repository: REPOSITORY });

/** A review of a run. */
const REVIEW = z.strictObject({
  repository: REPOSITORY,
  id: z.int(),
  environment: z.string().min(1),
  login: z.string().min(1),
  comment: z.string().min(1),
});

/** What people's doings need of the accounts. */
type Served = Pick<Stage, "clock" | "gitHubUrl" | "settings"> & { readonly github: GitHub };

/**
 * Answers what people do in the simulated GitHub; `undefined` for a call of its API.
 *
 * - `POST /_sandbox/push` pushes a tag: its run has begun, and every required check of the commit is green.
 * - `POST /_sandbox/ticket` opens a change ticket in a repository.
 * - `POST /_sandbox/review` approves a run in a GitHub environment.
 */
export async function controlledGitHub(
  served: Served,
  request: ApiRequest,
): Promise<ApiResponse | undefined> {
  const { github } = served;
  switch (`${request.method} ${request.path}`) {
    case "POST /_sandbox/push":
      return answerControl(request, PUSH, (tag) => {
        const pushed = repositoryOf(github, tag.repository);
        if ("status" in pushed) return pushed;
        Object.assign(pushed.files, tag.files);
        const run = startRun(served, tag);
        reportChecks(served, tag);
        github.save();
        return json(200, run);
      });
    case "POST /_sandbox/ticket":
      return answerControl(request, TICKET, async ({ repository }) => {
        const found = repositoryOf(github, repository);
        if ("status" in found) return found;
        return json(200, { ticket: await openTicket(served, repository) });
      });
    case "POST /_sandbox/review":
      return answerControl(request, REVIEW, (review) => reviewAnswer(served, review));
    default:
      return undefined;
  }
}

/** The repository, or an answer that names those that are there. */
function repositoryOf({ state }: GitHub, repository: string): Repository | ApiResponse {
  const { repo } = ownerAndRepo(repository);
  const found = state.repositories.find(({ name }) => name === repo);
  if (found !== undefined) return found;
  const names = state.repositories.map(({ name }) => name);
  return json(404, { message: formatProblem("repository", repo, `one of ${names.join(", ")}`) });
}

async function reviewAnswer(
  served: Served,
  { repository, id, ...review }: z.output<typeof REVIEW>,
): Promise<ApiResponse> {
  const { github } = served;
  if (!github.state.runs.some((each) => each.id === id)) {
    const message = formatProblem("run", id, "one that `nc --sandbox tag` began");
    return json(404, { message });
  }
  const logins = github.state.users.map(({ login }) => login);
  if (!logins.includes(review.login)) {
    const message = formatProblem("login", review.login, `one of ${logins.join(", ")}`);
    return json(404, { message });
  }
  try {
    await approve(served, { repository, id }, review);
  } catch (error) {
    return json(400, { message: error instanceof Error ? error.message : String(error) });
  }
  github.save();
  return json(200, { repository, id, ...review });
}
