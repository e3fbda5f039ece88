import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ADMINISTRATOR, openSession } from "../../sandbox/api/authorization/sessions";
import { createWorld } from "../../sandbox/api/create-world";
import { type ApiServer, startServer } from "../../sandbox/api/server";
import { memoryCloud } from "../../sandbox/cloud/memory";
import { type Moto, motoFor } from "../support/moto";
import { CALLING } from "./contract/calling";
import { type ClientConfig, MOTO_ACCOUNT, REGION } from "./contract/contract";
import { MESSAGING } from "./contract/messaging";
import { RUNNING } from "./contract/running";
import { STORES } from "./contract/stores";

const CONTRACTS = [...MESSAGING, ...STORES, ...RUNNING, ...CALLING];

describe("the sandbox's API agrees with moto", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-contract-"));
  let moto: Moto | undefined;
  let server: ApiServer | undefined;
  let ours: ClientConfig;
  let theirs: ClientConfig;

  before(async function () {
    moto = await motoFor(this);
    const account = { id: MOTO_ACCOUNT, region: REGION, cloud: memoryCloud([]) };
    const world = createWorld({ folder, accounts: [account] });
    const [own] = world.accounts;
    if (!own) throw new Error("there is no account");
    for (const { inRecord } of CONTRACTS) inRecord(own.cloud);
    server = await startServer(world);
    const session = { account: own, role: ADMINISTRATOR, sessionName: "test" };
    const common = { region: REGION, maxAttempts: 1 };
    ours = { ...common, endpoint: server.url, credentials: openSession(world, session) };
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    theirs = { ...common, endpoint: moto.url, credentials };
    for (const { inMoto } of CONTRACTS) await inMoto(theirs);
  });

  after(async () => {
    await server?.stop();
    await moto?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const { title, calls } of CONTRACTS) {
    it(title, async () => {
      expect(await calls(ours)).to.deep.equal(await calls(theirs));
    });
  }
});
