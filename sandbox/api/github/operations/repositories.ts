import { fileAnswer, fileOf } from "../answers/file";
import { repositoryNamed } from "../answers/find";
import { fullRepository } from "../answers/repository";
import { GitHubError, notFound } from "../github-error";
import { complete } from "../openapi/complete";
import { type Operation, operation, pageOf } from "../operation";

/** Repositories, their files and their variables. */
export const REPOSITORIES: readonly Operation[] = [
  operation(
    "GET /repos/{owner}/{repo}",
    { name: "metadata", level: "read" },
    ({ repo }, { github }) => ({
      status: 200,
      body: fullRepository(github.state, repositoryNamed(github, repo)),
    }),
  ),
  operation(
    "GET /repos/{owner}/{repo}/actions/permissions/access",
    { name: "administration", level: "read" },
    ({ repo }, { github }) => {
      const { private: isPrivate, workflowAccess } = repositoryNamed(github, repo);
      if (!isPrivate) {
        throw new GitHubError(
          422,
          "Access policy only applies to internal and private repositories.",
        );
      }
      return { status: 200, body: { access_level: workflowAccess } };
    },
  ),
  operation(
    "GET /repos/{owner}/{repo}/immutable-releases",
    { name: "administration", level: "read" },
    ({ repo }, { github }) => {
      if (!repositoryNamed(github, repo).immutableReleases) throw notFound();
      return { status: 200, body: { enabled: true, enforced_by_owner: false } };
    },
  ),
  operation(
    "GET /repos/{owner}/{repo}/contents/{path}",
    { name: "contents", level: "read" },
    ({ repo, path, ref }, { github }) => {
      const text = fileOf(repositoryNamed(github, repo), path, ref);
      if (text === undefined) throw notFound();
      return { status: 200, body: fileAnswer(path, text) };
    },
  ),
  operation(
    "GET /repos/{owner}/{repo}/actions/variables",
    { name: "actions_variables", level: "read" },
    (input, { github }) => {
      const all = Object.entries(repositoryNamed(github, input.repo).variables);
      const variables = pageOf(all, input).map(([name, value]) =>
        complete("actions-variable", { name, value }),
      );
      return { status: 200, body: { total_count: all.length, variables } };
    },
  ),
];
