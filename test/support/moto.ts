import { spawn } from "node:child_process";
import { Missing } from "../../tools/progress.mjs";
import { pythonTool } from "../../tools/setup/python.mjs";

/** How long the server may take to answer, in milliseconds. */
const START_TIMEOUT = 30_000;

/** A simulated AWS account on loopback. */
export interface Moto {
  /** Its one endpoint, for every service. */
  readonly url: string;
  /** Ends the server and waits until it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts a moto server for the tests of `suite`. Where the machine cannot have one, for want of Python, they are
 * shown as skipped, and the reason is printed.
 */
export async function motoFor(suite: Mocha.Context): Promise<Moto> {
  try {
    return await startMoto();
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.log(`    skipped: ${error.message}`);
    return suite.skip();
  }
}

/**
 * Starts a moto server on a free port of 127.0.0.1.
 *
 * @throws {Missing} if the machine cannot have one
 */
async function startMoto(): Promise<Moto> {
  const command = await pythonTool("moto_server");
  const words = ["-H", "127.0.0.1", "-p", "0"];
  // AWS's managed policies are in every account.
  const env = { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: "true" };
  const server = spawn(command, words, { env, stdio: ["ignore", "ignore", "pipe"] });
  const gone = new Promise<void>((resolve) => server.once("close", () => resolve()));
  const end = () => void server.kill();
  process.once("exit", end);

  const url = await new Promise<string>((resolve, reject) => {
    let log = "";
    const timer = setTimeout(() => fail("did not answer in time"), START_TIMEOUT);
    const fail = (why: string) => {
      clearTimeout(timer);
      end();
      reject(new Error(`${command} ${why}:\n${log}`));
    };
    server.once("error", ({ message }) => fail(message));
    server.once("close", () => fail("ended"));
    server.stderr.setEncoding("utf8").on("data", (text: string) => {
      log += text;
      const found = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(log)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
  });
  return {
    url,
    async stop() {
      end();
      await gone;
      process.off("exit", end);
    },
  };
}
