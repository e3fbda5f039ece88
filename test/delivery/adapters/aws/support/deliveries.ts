import { AwsClients } from "../../../../../delivery/adapters/aws/clients";
import type { Release } from "../../../../../delivery/decisions/release/release";
import { parseRelease } from "../../../../../delivery/decisions/release/release";
import type { Clock } from "../../../../../delivery/ports/clock";
import type { KindName } from "../../../../../infra/catalog/kinds";
import type { Catalog } from "../../../../../infra/catalog/workload";
import {
  parseReleaseContract,
  type ReleaseContractOf,
} from "../../../../../infra/release/contract";
import { ADMINISTRATOR } from "../../../../../sandbox/api/authorization/sessions";
import { advanceTo } from "../../../../../sandbox/api/simulation/advance";
import type { Cloud } from "../../../../../sandbox/cloud/record";
import { type TestApi, testApi } from "../../../../sandbox/api/support/test-api";
import { loadTestCatalog } from "../../../../support/catalog";
import type { RecordedResource } from "../../../../support/record";
import { type Manifest, manifest } from "../../../decisions/release/fixture";
import { deployRoleOf, fillAccount, recordProgram } from "./program-account";

/** What a test delivers with. */
export interface Deliveries {
  readonly api: TestApi;
  /** The clock of the account: waiting advances it. */
  readonly clock: Clock;
  /** Clients with the credentials of the role that delivers a workload. */
  clientsOf(workload: string): AwsClients;
  /** A workload's contract, as the program has written it. */
  contractOf<K extends KindName>(workload: string, kind: K): ReleaseContractOf<K>;
}

/**
 * An account that the program has made, before each test of a suite; the hooks of its deployments succeed.
 *
 * @param catalog - of its workloads. @default - the tests' own
 */
export function deliveries(catalog: () => Promise<Catalog> = loadTestCatalog): Deliveries {
  let made: readonly RecordedResource[];
  const opened: AwsClients[] = [];
  before(async () => {
    made = await recordProgram(await catalog());
  });
  const api = testApi(
    (cloud) => fillAccount(cloud, made),
    async ({ payload }) => {
      await reportSuccess(api, payload);
      return { returned: { hookStatus: "SUCCEEDED" } };
    },
  );
  afterEach(() => {
    for (const each of opened.splice(0)) each.destroy();
  });
  return {
    api,
    clock: {
      now: () => api.world.clock.now(),
      sleep: (milliseconds) =>
        advanceTo(api.world, new Date(api.world.clock.now().getTime() + milliseconds)),
    },
    clientsOf(workload) {
      const clients = new AwsClients(api.as(deployRoleOf(workload)));
      opened.push(clients);
      return clients;
    },
    contractOf<K extends KindName>(workload: string, kind: K) {
      const key = `/nc/stg/${workload}/config/release-contract`;
      const parameter = api.cloud.get({ type: "aws:ssm/parameter:Parameter", key });
      const contract = parseReleaseContract(String(parameter?.state.insecureValue));
      const isKind = (each: typeof contract): each is ReleaseContractOf<K> => each.kind === kind;
      if (isKind(contract)) return contract;
      throw new Error(`${workload} is a ${contract.kind}`);
    },
  };
}

/** A release of an image whose digest has one digit. */
export function releaseOfImage(digit: string, fields: Partial<Manifest> = {}): Release {
  const [artifact] = manifest().artifacts;
  if (artifact?.type !== "image") throw new Error("the manifest's artifact is no image");
  const artifacts = [{ ...artifact, digest: digestOf(digit) }];
  return parseRelease(manifest({ artifacts, ...fields }));
}

export const digestOf = (digit: string) => `sha256:${digit.repeat(64)}`;

/** The limits within which a service is scaled, and whether that is suspended. */
export function scalingOf(cloud: Cloud, resourceId: string) {
  const found = cloud
    .list("aws:appautoscaling/target:Target")
    .find(({ state }) => state.resourceId === resourceId);
  const { minCapacity, maxCapacity, suspendedState } = found?.state ?? {};
  const isSuspended = Object(suspendedState).dynamicScalingInSuspended;
  return { minCapacity, maxCapacity, isSuspended };
}

async function reportSuccess(api: TestApi, payload: unknown): Promise<void> {
  const { DeploymentId, LifecycleEventHookExecutionId } = Object(payload);
  if (DeploymentId === undefined) return;
  const clients = new AwsClients(api.as(ADMINISTRATOR));
  const codeDeploy = await clients.codeDeploy();
  await codeDeploy.putLifecycleEventHookExecutionStatus({
    deploymentId: DeploymentId,
    lifecycleEventHookExecutionId: LifecycleEventHookExecutionId,
    status: "Succeeded",
  });
  clients.destroy();
}
