import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { announce, enter, findServer, withdraw } from "../../../sandbox/nc/owner";

const GITHUB = { gitHubUrl: "http://127.0.0.1:1", gitHubToken: "token" };

describe("the server of simulated accounts that several processes use", () => {
  let folder: string;
  let server: Server;
  let url: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "nc-owner-"));
    server = createServer((_, response) => response.end("{}"));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    rmSync(folder, { recursive: true, force: true });
  });

  it("is found once it is announced, and announced once", async () => {
    expect(await findServer(folder)).to.equal(undefined);
    expect(announce(folder, { url, ...GITHUB })).to.equal(true);
    expect(announce(folder, { url: "http://127.0.0.1:2", ...GITHUB })).to.equal(false);
    expect(await findServer(folder)).to.deep.equal({ pid: process.pid, url, ...GITHUB });
  });

  it("is forgotten where its process was killed", async () => {
    const pid = await pidOfEnded();
    const addresses = { pid, url: "http://127.0.0.1:1", ...GITHUB };
    writeFileSync(join(folder, "server.json"), JSON.stringify(addresses));
    expect(await findServer(folder)).to.equal(undefined);
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it("ends once nobody else uses the accounts", async () => {
    announce(folder, { url, ...GITHUB });
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    writeFileSync(join(folder, `client.${other.pid}`), "");
    writeFileSync(join(folder, `client.${await pidOfEnded()}`), "");
    const leave = enter(folder);
    const ended: string[] = [];
    const whole = withdraw(folder, async () => void ended.push("server")).then(() =>
      ended.push("withdrawn"),
    );
    expect(await findServer(folder)).to.include({ url });
    expect(ended).to.deep.equal([]);
    other.kill();
    await whole;
    expect(ended).to.deep.equal(["server", "withdrawn"]);
    leave();
    expect(existsSync(join(folder, "server.json"))).to.equal(false);
    expect(readdirSync(folder)).to.deep.equal([]);
  });
});

/** Id of a process that has ended. */
async function pidOfEnded(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await new Promise((done) => child.once("exit", done));
  return child.pid ?? 0;
}
