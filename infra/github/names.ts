/**
 * Login of a user or an organization: letters, digits and single hyphens inside, 39 at most. GitHub keeps
 * its case, and treats two that differ by case alone as one. Source: GitHub's form "Join GitHub".
 */
export const LOGIN = /^(?=.{1,39}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/;

/**
 * Slug that GitHub makes of a team's name: lower case, `_` as it is, and one hyphen for what is neither
 * letter, digit nor `_`. Source: GitHub REST API, "Create a team", `slug`.
 */
export const TEAM_SLUG = /^[a-z0-9_]+(-[a-z0-9_]+)*$/;

/**
 * Name of a repository: ASCII letters, digits, `.`, `-` and `_`, 100 at most. GitHub keeps its case, and
 * treats two that differ by case alone as one. `.git` and `.wiki` at the end are addresses of another.
 * Source: GitHub's form "Create a new repository".
 */
export const REPOSITORY =
  /^(?!\.\.?$)(?!.*\.(?:[gG][iI][tT]|[wW][iI][kK][iI])$)[A-Za-z0-9._-]{1,100}$/;

/** Whether GitHub takes two logins, or two names of repositories, for one. */
export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
