import { zipSync } from "fflate";

/** A regular file that everyone may read, and one that everyone may run too, as Unix has their modes. */
const READABLE = 0o100644 << 16;
const EXECUTABLE = 0o100755 << 16;

/**
 * A zip of files, by their paths. The same content gives the same bytes, on every machine and at every
 * time, so that a preview shows a change only where there is one.
 *
 * @param executable - paths of those that are run. @default - none is
 */
export function reproducibleZip(
  files: Readonly<Record<string, Uint8Array>>,
  executable: ReadonlySet<string> = new Set(),
): Uint8Array {
  // A zip holds local time: the same reading of the clock in every zone, not the same moment.
  const mtime = new Date(1980, 0, 1, 12);
  const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(
    Object.fromEntries(
      entries.map(([path, content]) => {
        const attrs = executable.has(path) ? EXECUTABLE : READABLE;
        return [path, [content, { mtime, os: 3, attrs, level: 9 }]];
      }),
    ),
  );
}
