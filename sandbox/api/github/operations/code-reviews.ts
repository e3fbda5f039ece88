import { repositoryNamed } from "../answers/find";
import { simpleUser } from "../answers/people";
import { notFound } from "../github-error";
import { complete } from "../openapi/complete";
import { type Operation, operation, pageOf } from "../operation";

const READ = { name: "pull_requests", level: "read" } as const;

/** Who reviewed what a pull request has brought. */
export const CODE_REVIEWS: readonly Operation[] = [
  operation("GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls", READ, (input, { github }) => {
    const { pulls } = repositoryNamed(github, input.repo);
    const found = pulls.filter(({ merged }) => merged?.sha === input.commit_sha);
    const body = pageOf(found, input).map(({ number, title, user, head, merged }) => {
      const known = complete("pull-request-simple", { number, title, state: "closed" });
      return {
        ...known,
        user: simpleUser(github.state, user),
        merged_at: merged?.at ?? null,
        head: { ...Object(known.head), sha: head ?? merged?.sha ?? "" },
      };
    });
    return { status: 200, body };
  }),
  operation("GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews", READ, (input, { github }) => {
    const { pulls } = repositoryNamed(github, input.repo);
    const pull = pulls.find(({ number }) => number === input.pull_number);
    if (pull === undefined) throw notFound();
    const body = pageOf(pull.reviews, input).map((each, index) => ({
      ...complete("pull-request-review", { id: index + 1, state: each.state }),
      user: simpleUser(github.state, each.user),
      commit_id: each.sha,
    }));
    return { status: 200, body };
  }),
];
