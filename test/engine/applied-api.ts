import type { Environment } from "../../infra/environments";
import { openSession } from "../../sandbox/api/authorization/sessions";
import { openSandbox } from "../../sandbox/api/open-sandbox";
import { type ApiServer, startServer } from "../../sandbox/api/server";
import type { Account, World } from "../../sandbox/api/world";
import { copyApplied } from "../support/applied-dev";
import { testSandbox } from "../support/sandbox";

/** An applied environment, served by AWS's API for the tests of a suite. */
export interface AppliedApi {
  readonly sandbox: ReturnType<typeof testSandbox>;
  readonly world: World;
  readonly account: Account;
  /** Address of the API. */
  readonly url: string;
  /** What a client of the SDK is given in the delivery of a workload: its own deploy role. */
  delivers(service: string): {
    readonly region: string;
    readonly endpoint: string;
    readonly credentials: ReturnType<typeof openSession>;
  };
}

/** Serves a copy of an applied environment, dev's unless another is named, while the tests of the suite run. */
export function appliedApi(environment: Environment = "dev"): AppliedApi {
  const sandbox = testSandbox();
  let server: ApiServer;
  let world: World;
  before(async () => {
    await copyApplied(sandbox, environment);
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
    get account() {
      const [account] = world.accounts;
      if (!account) throw new Error(`${environment} was not applied`);
      return account;
    },
    get url() {
      return server.url;
    },
    delivers(service) {
      const { account } = this;
      const role = `nc-${service}-${environment}-gha-deploy-role`;
      const credentials = openSession(world, { account, role, sessionName: "ci" });
      return { region: account.region, endpoint: server.url, credentials };
    },
  };
}
