import { openSession } from "../../sandbox/api/authorization/sessions";
import { openSandbox } from "../../sandbox/api/open-sandbox";
import { type ApiServer, startServer } from "../../sandbox/api/server";
import type { World } from "../../sandbox/api/world";
import { copyAppliedDev } from "../support/applied-dev";
import { testSandbox } from "../support/sandbox";

/** An applied dev, served by AWS's API for the tests of a suite. */
export interface AppliedApi {
  readonly sandbox: ReturnType<typeof testSandbox>;
  readonly world: World;
  /** What a client of the SDK is given in the delivery of a workload: its own deploy role. */
  delivers(service: string): {
    readonly region: string;
    readonly endpoint: string;
    readonly credentials: ReturnType<typeof openSession>;
  };
}

/** Serves a copy of the applied dev while the tests of the suite run. */
export function appliedDevApi(): AppliedApi {
  const sandbox = testSandbox();
  let server: ApiServer;
  let world: World;
  before(async () => {
    await copyAppliedDev(sandbox);
    world = openSandbox(sandbox.folder).world;
    server = await startServer(world);
  });
  after(async () => {
    await server.stop();
    sandbox.remove();
  });
  return {
    sandbox,
    get world() {
      return world;
    },
    delivers(service) {
      const [account] = world.accounts;
      if (!account) throw new Error("dev was not applied");
      const role = `nc-${service}-dev-gha-deploy-role`;
      const credentials = openSession(world, { account, role, sessionName: "ci" });
      return { region: account.region, endpoint: server.url, credentials };
    },
  };
}
