// node sandbox/bench/processes.mjs [dev|stg|prod ...]: previews, and prints the CPU time of each process
// that it takes. Linux only, as it reads /proc.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** How often the processes are looked at, in milliseconds: what one does after that is not counted. */
const INTERVAL_MS = 25;

/** Clock ticks in a second, as `/proc/<pid>/stat` counts. Source: proc(5), sysconf(_SC_CLK_TCK). */
const TICKS = 100;

/** @typedef {{ parent: number, seconds: number, name: string }} Sample */

/** @type {Map<number, Sample>} */
const processes = new Map();
const folder = mkdtempSync(join(tmpdir(), "nc-processes-"));
const started = performance.now();
const words = ["run", "preview", "--", ...process.argv.slice(2), "--folder", folder];
const npm = spawn("npm", words, { stdio: ["ignore", "ignore", "inherit"] });
const timer = setInterval(look, INTERVAL_MS);
npm.on("close", (code) => {
  clearInterval(timer);
  rmSync(folder, { recursive: true });
  const own = [...processes.values()].filter(({ seconds }) => seconds > 0);
  for (const { seconds, name } of own) console.log(`${seconds.toFixed(2)} s  ${name}`);
  const sum = own.reduce((total, { seconds }) => total + seconds, 0);
  const wall = (performance.now() - started) / 1000;
  console.log(`${sum.toFixed(2)} s of CPU time, ${wall.toFixed(1)} s in all`);
  process.exitCode = code ?? 1;
});

function look() {
  const now = new Map(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        const sample = sampleOf(pid);
        return sample ? [/** @type {const} */ ([Number(pid), sample])] : [];
      }),
  );
  for (const [pid, sample] of now) {
    // A process that ends has no command line any more.
    const name = sample.name || (processes.get(pid)?.name ?? "");
    if (isOurs(pid, now)) processes.set(pid, { ...sample, name });
  }
}

/**
 * @param {number} pid
 * @param {Map<number, Sample>} now
 * @returns {boolean}
 */
function isOurs(pid, now) {
  const parent = now.get(pid)?.parent;
  return pid === npm.pid || (parent !== undefined && isOurs(parent, now));
}

/**
 * @param {string} pid
 * @returns {Sample | undefined} nothing if the process has ended
 */
function sampleOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [, parent = 0] = fields;
    const [user = 0, system = 0] = fields.slice(11, 13);
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    const name = words.filter((word) => !word.startsWith("--")).map((word) => basename(word));
    return { parent, seconds: (user + system) / TICKS, name: name.slice(0, 4).join(" ") };
  } catch {
    return undefined;
  }
}
