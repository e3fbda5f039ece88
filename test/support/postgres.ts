import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onPath } from "../../tools/children.mjs";

/** How long the server may take to start, in milliseconds. */
const START_TIMEOUT = 60_000;

/** Where Debian's packages have their programs, by version. */
const DEBIAN = "/usr/lib/postgresql";

/** What `psql` ended with. */
export interface Answer {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** A PostgreSQL server on a socket of its own, without a port. */
export interface Postgres {
  /** Runs SQL, statement after statement, until one fails. */
  run(sql: string, options?: PsqlOptions): Promise<Answer>;
  /** Ends the server and waits until it is gone. */
  stop(): Promise<void>;
}

/** How `psql` runs SQL. */
interface PsqlOptions {
  /** All of it in one transaction. @default false */
  readonly inOneTransaction?: boolean;
  /** Name of the session, to find it by. */
  readonly session?: string;
}

/**
 * Starts a PostgreSQL server for the tests of `suite`. Where the machine has none, they are shown as skipped, and the
 * reason is printed.
 */
export async function postgresFor(suite: Mocha.Context): Promise<Postgres> {
  const programs = findPrograms();
  if (programs === undefined) {
    console.log(
      "    skipped: PostgreSQL is missing: expected initdb, postgres and psql (apt-get install postgresql)",
    );
    return suite.skip();
  }
  return startPostgres(programs);
}

function findPrograms(): string | undefined {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a))
    : [];
  const debian = versions.map((each) => join(DEBIAN, each, "bin"));
  const initdb = onPath("initdb");
  const folders = [...(initdb === undefined ? [] : [join(initdb, "..")]), ...debian];
  return folders.find((folder) =>
    ["initdb", "postgres", "psql"].every((name) => existsSync(join(folder, name))),
  );
}

/** PostgreSQL refuses to run as root: then `nobody` runs it. */
function account(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) =>
    Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}

async function startPostgres(programs: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), "nc-postgres-"));
  const as = account();
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid);
  const data = join(folder, "data");
  const words = ["-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8"];
  const made = spawnSync(join(programs, "initdb"), words, { ...as, cwd: folder, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`initdb failed:\n${made.stderr}`);
  const server = spawn(
    join(programs, "postgres"),
    ["-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"],
    { ...as, cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
  );
  const gone = new Promise<void>((resolve) => server.once("close", () => resolve()));
  // A fast shutdown (PostgreSQL documentation, "Shutting Down the Server").
  const end = () => void server.kill("SIGINT");
  process.once("exit", end);
  await new Promise<void>((resolve, reject) => {
    let log = "";
    const timer = setTimeout(
      () => reject(new Error(`postgres did not start:\n${log}`)),
      START_TIMEOUT,
    );
    server.once("close", () => reject(new Error(`postgres ended:\n${log}`)));
    server.stderr.setEncoding("utf8").on("data", (text: string) => {
      log += text;
      if (!log.includes("ready to accept connections")) return;
      clearTimeout(timer);
      resolve();
    });
  });
  return {
    run: (sql, { inOneTransaction = false, session = "test" } = {}) =>
      psql(join(programs, "psql"), folder, sql, inOneTransaction, session),
    async stop() {
      end();
      await gone;
      process.off("exit", end);
      rmSync(folder, { recursive: true });
    },
  };
}

function psql(
  command: string,
  folder: string,
  sql: string,
  inOneTransaction: boolean,
  session: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      command,
      [
        ...["-X", "-q", "-A", "-t", "-h", folder, "-U", "postgres", "-v", "ON_ERROR_STOP=1"],
        ...(inOneTransaction ? ["--single-transaction"] : []),
        ...["-f", "-"],
      ],
      { stdio: "pipe", env: { ...process.env, PGAPPNAME: session } },
    );
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ ok: code === 0, stdout: stdout.trim(), stderr }));
    child.stdin.end(sql);
  });
}
