import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { capture, onPath, run } from "../../tools/children.mjs";

const NODE = process.execPath;

describe("a command that a script runs", () => {
  it("gives its exit code", async () => {
    expect(await run(NODE, ["-e", "process.exit(3)"])).to.equal(3);
  });

  it("that a signal ended gives the code that a shell would", async () => {
    expect(await run(NODE, ["-e", 'process.kill(process.pid, "SIGTERM")'])).to.equal(143);
  });

  it("that is not there is an error", async () => {
    const failure = await run("/missing/command", []).catch((error: Error) => error);
    expect(failure).to.have.property("code", "ENOENT");
  });

  it("is quiet, and says what it said only where it fails", async () => {
    expect(await capture(NODE, ["-e", 'console.log("yes"); console.error("no")'])).to.equal(
      "yes\n",
    );
    const words = ["-e", 'console.error("why"); process.exit(1)'];
    const failure = await capture(NODE, words).catch((error: Error) => error.message);
    expect(failure).to.match(/ended with 1:\nwhy\n$/);
  });

  it("ends with the script that is interrupted, and is waited for", async () => {
    const tidy = 'process.on("SIGINT", () => setTimeout(() => process.exit(7), 50))';
    const child = `${tidy}; setInterval(() => {}, 1000); console.log("ready")`;
    const script = `import { run } from "${new URL("../../tools/children.mjs", import.meta.url)}";
      process.exitCode = await run(${JSON.stringify(NODE)}, ["-e", ${JSON.stringify(child)}]);`;
    const parent = spawn(NODE, ["--input-type=module", "-e", script]);
    parent.stdout.once("data", () => parent.kill("SIGINT"));
    const code = await new Promise((resolve) => parent.once("close", resolve));
    expect(code).to.equal(7);
  });

  it("is looked for on PATH, in absolute folders only", () => {
    const empty = mkdtempSync(join(tmpdir(), "nc-path-"));
    expect(onPath("sh", `${empty}:/bin`)).to.equal("/bin/sh");
    expect(onPath("sh", `${empty}:.`)).to.equal(undefined);
    rmSync(empty, { recursive: true });
  });
});
