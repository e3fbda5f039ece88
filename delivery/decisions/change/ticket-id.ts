/** Most characters of a comment that are read: GitHub takes no longer one (65,536). */
const READ = 65_536;
/** Most tickets that one comment is taken to name. */
const MOST = 20;

/** What is part of a word, of whatever script: a letter, a digit, a mark on one of them, or a sign that nobody sees. */
const WORD = String.raw`\p{L}\p{N}\p{M}\p{Cf}_`;
const [BEFORE, AFTER] = [`(?<![${WORD}/#.-])`, String.raw`(?![${WORD}-]|\.\p{N})`];
const [PATH, NUMBER] = [
  String.raw`[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9_.-]{1,100}`,
  "[1-9][0-9]{0,9}",
];

/**
 * A GitHub issue (`#12`, `owner/name#12`) or a key of Jira's form (`CHG-12`: Atlassian, "Change the project key
 * format"). Its neighbours must be no part of a word, so that no part of a longer text is taken for an id.
 */
const TICKET = new RegExp(
  `${BEFORE}(?:(?:${PATH})?#${NUMBER}|[A-Z][A-Z0-9_]{1,9}-${NUMBER})${AFTER}`,
  "gu",
);

/** A link to an issue on GitHub, which GitHub's own comments show as `owner/name#12`. */
const LINK = new RegExp(
  `https:\\/\\/github\\.com\\/(${PATH})\\/issues\\/(${NUMBER})${AFTER}`,
  "gu",
);

/**
 * The ids of tickets that an approval's comment names, each once, in their order. Any text is read, and none
 * throws; a text such as `SHA-256` has the form of an id too, and is a ticket only where the ticket system
 * says so.
 */
export function ticketsNamed(comment: string): string[] {
  const text = comment.slice(0, READ).replace(LINK, "$1#$2");
  return [...new Set(text.match(TICKET) ?? [])].slice(0, MOST);
}
