import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** A clock that stands still until it is set; its time is in a file, so that it outlives the server. */
export interface Clock {
  now(): Date;
  /** Never goes back: an earlier time changes nothing. */
  set(time: Date): void;
}

/**
 * Opens the clock that `file` keeps.
 *
 * @param start - its time where there is no such file
 */
export function openClock(file: string, start: Date): Clock {
  let time = readTime(file) ?? start;
  return {
    now: () => new Date(time),
    set(next) {
      if (next <= time) return;
      time = next;
      mkdirSync(dirname(file), { recursive: true });
      const draft = `${file}.${process.pid}.tmp`;
      writeFileSync(draft, `${time.toISOString()}\n`);
      renameSync(draft, file);
    },
  };
}

/** A clock that is gone with the process. */
export function memoryClock(start: Date): Clock {
  let time = start;
  return {
    now: () => new Date(time),
    set(next) {
      if (next > time) time = next;
    },
  };
}

/** So many seconds after `now`, in ISO 8601. */
export function later(now: Date, seconds: number): string {
  return new Date(now.getTime() + seconds * 1000).toISOString();
}

function readTime(file: string): Date | undefined {
  try {
    return new Date(readFileSync(file, "utf8").trim());
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
