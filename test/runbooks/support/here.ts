import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ADMINISTRATOR } from "../../../sandbox/api/authorization/sessions";
import { deployRoleOf } from "../../delivery/adapters/aws/support/program-account";
import { variablesOf } from "../../delivery/commands/support/command-line";
import type { Claimed } from "./claims";
import { delivered } from "./delivered";
import { runShell, wordsOfNc } from "./run-block";

/** An account in which runbooks' commands are run, before each test of a suite: it stands for prod's. */
export function here(commands: Claimed) {
  const world = delivered();
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), "nc-runbook-"));
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));

  const ours = (text: string) =>
    text.replaceAll("prod", "stg").replaceAll("333333333333", world.account);
  /** Runs a block of shell as somebody. */
  const by = (who: Parameters<typeof world.api.as>, block: string) =>
    runShell(ours(block), variablesOf(world.api.as(...who)), cwd);
  /** Runs a line of `nc` as the role that delivers its workload. */
  const nc = (page: string, text: string) =>
    commands.run(page, text, (command) => {
      const words = wordsOfNc(ours(command));
      const workload = words[0] === "flags" ? words[2] : words[1];
      const role = words[0] === "kpi" ? ADMINISTRATOR : deployRoleOf(workload ?? "");
      return world.nc(words, role);
    });
  return {
    world,
    /** A file's path in the folder in which the commands run. */
    path: (file: string) => join(cwd, file),
    by,
    nc,
    shell: (page: string, text: string, role = ADMINISTRATOR) =>
      commands.run(page, text, (command) => by([role], command)),
    /** What a line of `nc` prints, which ends well. */
    async shown(page: string, text: string) {
      const { code, out, err } = await nc(page, text);
      expect([code, err]).to.deep.equal([0, ""]);
      return out;
    },
    async refused(call: Promise<string>) {
      expect(await call.then(() => "it was done", String)).to.contain("AccessDenied");
    },
  };
}
