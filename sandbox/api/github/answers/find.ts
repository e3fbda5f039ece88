import { notFound } from "../github-error";
import type { Repository, Run, Team } from "../state/state";
import type { GitHub } from "../state/store";

/** @throws {GitHubError} 404 where there is no such repository */
export function repositoryNamed({ state }: GitHub, name: string): Repository {
  const found = state.repositories.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (!found) throw notFound();
  return found;
}

/** @throws {GitHubError} 404 where the repository has no such run */
export function runWith(github: GitHub, repository: string, id: number): Run {
  const { name } = repositoryNamed(github, repository);
  const found = github.state.runs.find((each) => each.repository === name && each.id === id);
  if (!found) throw notFound();
  return found;
}

/** @throws {GitHubError} 404 where there is no such team */
export function teamWith({ state }: GitHub, slug: string): Team {
  const found = state.teams.find((each) => each.slug === slug);
  if (!found) throw notFound();
  return found;
}
