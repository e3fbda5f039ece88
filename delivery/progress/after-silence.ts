import { type Waiting, waitLine } from "./wait-line";

/** How long a verb may say nothing before it is said what it waits for, in milliseconds. */
const SILENCE = 5_000;

/** Where it is said, and how soon. */
interface Silence {
  readonly say: (line: string) => void;
  /** Milliseconds. @default 5000 */
  readonly after?: number;
}

/** Does work that may wait for something without a word: once nothing was said for some seconds, it is said for what. */
export async function afterSilence<T>(
  waiting: Waiting,
  { say, after = SILENCE }: Silence,
  work: (say: (line: string) => void) => Promise<T>,
): Promise<T> {
  const timer = setTimeout(() => say(waitLine(waiting)), after);
  try {
    return await work((line) => {
      clearTimeout(timer);
      say(line);
    });
  } finally {
    clearTimeout(timer);
  }
}
