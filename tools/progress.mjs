/** How often a line says that the step is still running, in milliseconds. */
const HEARTBEAT = 15_000;

/**
 * Something that the machine lacks, in words for its user: what, and how to get it. It is printed
 * without a stack.
 */
export class Missing extends Error {
  /** @override */
  name = "Missing";
}

/** @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * Says what is done and how long it usually takes, runs it, and says how long it took.
 *
 * @template T
 * @param {string} what such as `Building pulumi v3.259.0`
 * @param {string} usually such as `about 4 minutes`
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, usually, work) {
  const start = Date.now();
  const elapsed = () => `${Math.round((Date.now() - start) / 1000)} s`;
  say(`${what} (usually ${usually})`);
  const timer = setInterval(() => say(`  ... ${elapsed()}`), HEARTBEAT);
  try {
    const result = await work();
    say(`  done in ${elapsed()}`);
    return result;
  } finally {
    clearInterval(timer);
  }
}
