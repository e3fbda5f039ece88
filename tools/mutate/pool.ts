import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Answer, Question } from "./worker";

const WORKER = fileURLToPath(new URL("worker.ts", import.meta.url));

/** Runs after which a worker is replaced: what it has loaded stays in its memory. */
const RUNS_MAX = 150;

/** A process that runs tests, one question after another. */
export class Worker {
  #child: ChildProcess | undefined;
  #runs = 0;

  /** Asks; an end of the process, or no answer within `limit` milliseconds, counts as a failure. */
  ask(question: Question, limit: number): Promise<Answer> {
    if (this.#runs++ % RUNS_MAX === 0) this.stop();
    const child = this.#child ?? fork(WORKER, { execArgv: ["--import", "tsx"], stdio: "ignore" });
    this.#child = child;
    return new Promise((resolve) => {
      const settle = (answer: Answer, stop: boolean) => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (stop) this.stop();
        resolve(answer);
      };
      const timer = setTimeout(() => settle({ failed: "no end" }, true), limit);
      child.on("message", (answer: Answer) => settle(answer, false));
      child.on("exit", () => settle({ failed: "an end of the process" }, true));
      child.send(question);
    });
  }

  stop(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }
}
