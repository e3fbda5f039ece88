import { zipSync } from "fflate";

/** A regular file that everyone may read. */
const READABLE = 0o100644 << 16;

/**
 * A zip of files, by their paths. The same content gives the same bytes, on every machine and at every
 * time, so that a preview shows a change only where there is one.
 */
export function reproducibleZip(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  // A zip holds local time: the same reading of the clock in every zone, not the same moment.
  const mtime = new Date(1980, 0, 1, 12);
  const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(
    Object.fromEntries(
      entries.map(([path, content]) => [
        path,
        [content, { mtime, os: 3, attrs: READABLE, level: 9 }],
      ]),
    ),
  );
}
