import { LOGIN, REPOSITORY } from "../../../infra/github/names";
import { formatProblem, InvalidInput } from "../../../infra/problems";

/**
 * The parts of `owner/name`, as GitHub's routes have them.
 *
 * @throws {InvalidInput} if it is none
 */
export function ownerAndRepo(repository: string): { owner: string; repo: string } {
  const [owner = "", repo = "", ...others] = repository.split("/");
  if (others.length > 0 || !LOGIN.test(owner) || !REPOSITORY.test(repo)) {
    throw new InvalidInput("GitHub", [formatProblem("repository", repository, "owner/name")]);
  }
  return { owner, repo };
}
