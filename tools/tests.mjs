import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

/** Test files that take longer than the rest together, the longest first: most start another program. */
const SLOW = [
  { files: /^test\/engine\//, starts: "the engine" },
  { files: /^test\/iam\/mutation\.test\.ts$/, starts: "a role without each of its actions" },
  { files: /^test\/api\//, starts: "moto" },
  { files: /^test\/delivery\/faults\//, starts: "what is killed" },
  { files: /^test\/supply-chain\//, starts: "what signs artifacts" },
  { files: /^test\/runbooks\//, starts: "the AWS CLI" },
  { files: /^test\/build\//, starts: "what builds artifacts" },
  { files: /^test\/sandbox\/api\/python-index\.test\.ts$/, starts: "pip" },
  { files: /^test\/migrations\//, starts: "PostgreSQL" },
  { files: /^test\/terraform\//, starts: "Terraform and a simulated AWS" },
  { files: /^test\/workflows\/linters\.test\.ts$/, starts: "the linters of workflows" },
];

/** What `--quick` leaves out, for a reader. */
export const LEFT_OUT = SLOW.map(({ starts }) => starts).join(", ");

/** As many test files run at once; more would only wait for memory. */
const MOST_JOBS = 8;

/**
 * The words for mocha. Files that are named run one after another in one process; all others run on
 * every core, those that take longest first.
 *
 * @param {readonly string[]} words the words after `npm test --`
 * @param {string} root the folder of the repository
 * @returns {string[]}
 */
export function mochaWords(words, root) {
  if (words.some((word) => word.endsWith(".ts"))) return [...words];
  const quick = words.includes("--quick");
  const files = testFiles(root);
  const slow = SLOW.flatMap((layer) => files.filter((file) => layer.files.test(file)));
  const others = files.filter((file) => !slow.includes(file));
  const jobs = Math.min(availableParallelism(), MOST_JOBS);
  return [
    ...words.filter((word) => word !== "--quick"),
    ...(jobs > 1 ? ["--parallel", "--jobs", `${jobs}`] : []),
    ...(quick ? others : [...slow, ...others]),
  ];
}

/** @param {string} root */
function testFiles(root) {
  return readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => `test/${file}`)
    .sort();
}
