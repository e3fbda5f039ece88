import type { Workload } from "../../../infra/catalog/workload";
import { type Environment, MANAGES_GITHUB } from "../../../infra/environments";
import { formatProblem } from "../../../infra/problems";
import { readStackFile } from "../../../infra/settings/stack-file";
import { gitHubCodeReviews } from "../../adapters/github/code-reviews";
import { ownerAndRepo } from "../../adapters/github/repository";
import type { Session } from "../../cli/verb";
import { CODE_OWNERS_FILES, codeOwnersOf } from "../../decisions/migrations/code-owners";
import type { CodeReviews } from "../../ports/code-reviews";
import { accountOf } from "../account";
import { gitHubOf } from "../github";

/** The commit whose files were reviewed, and the account that has the credentials with which GitHub is asked. */
interface Asked {
  /** `owner/name`. */
  readonly repository?: string | undefined;
  /** Full id, 40 hex digits. */
  readonly commit?: string | undefined;
  /** @default - the session's own token is used */
  readonly environment?: Environment | undefined;
}

/** What GitHub says of the migrations of a release. */
interface Reviewed {
  /** Logins of who approved each destructive file, for the team that owns the workload. */
  readonly approvals: ReadonlyMap<string, readonly string[]>;
  /** Where the repository is not the workload's, or its CODEOWNERS does not name that team. */
  readonly problems: readonly string[];
}

/**
 * Asks GitHub who stands for the migrations, and who approved those that are destructive. Nobody has, where there is no
 * commit to ask for, or nothing to ask about. A repository that is not the workload's, of the settings' organization, is a
 * problem and is not asked: its approvers may be anybody.
 *
 * @param paths - all SQL of the folder, and of it the files that take something away
 */
export async function reviewsOf(
  paths: { readonly all: readonly string[]; readonly files: readonly string[] },
  { owner: team, repository: own }: Workload,
  input: Asked,
  session: Pick<Session, "env" | "now" | "sleep" | "project">,
): Promise<Reviewed> {
  const { repository, commit, environment } = input;
  const approvals = new Map<string, readonly string[]>();
  if (!repository || !commit || paths.all.length === 0) return { approvals, problems: [] };
  const { settings } = readStackFile(session.project, environment ?? MANAGES_GITHUB);
  const expected = `${settings.github.organization}/${own}`;
  if (repository !== expected) {
    return { approvals, problems: [formatProblem("repository", repository, expected)] };
  }
  const clients = environment && accountOf(environment, session).clients;
  const reviews = gitHubCodeReviews(gitHubOf(session, clients));
  for (const path of paths.files) {
    approvals.set(path, await reviews.approversOf({ repository, commit, path }, team));
  }
  return { approvals, problems: await unowned(paths.all, { repository, commit, team }, reviews) };
}

/** The files for which the team does not stand, by the repository's CODEOWNERS: GitHub asks it for no review of them. */
async function unowned(
  paths: readonly string[],
  at: { readonly repository: string; readonly commit: string; readonly team: string },
  reviews: Pick<CodeReviews, "codeOwners">,
): Promise<string[]> {
  const owner = `@${ownerAndRepo(at.repository).owner}/${at.team}`;
  const found = await reviews.codeOwners(at);
  if (found === undefined) {
    const want = `a file that names ${owner} as owner of the migrations`;
    return [formatProblem(CODE_OWNERS_FILES[0], undefined, want)];
  }
  return paths.flatMap((path) => {
    const owners = codeOwnersOf(found.text, path);
    if (owners.includes(owner.toLowerCase())) return [];
    const got = owners.length === 0 ? undefined : owners.join(" ");
    return [formatProblem(`owner of ${path} in ${found.path}`, got, owner)];
  });
}
