import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { workloadNames } from "../../infra/naming/workload-names";
import type { EnvironmentResources } from "../environment-resources";
import { platformArns } from "../identity/arns";
import { allow, type Statement } from "../identity/statement";
import { vpcConfig } from "../workload/function/vpc-config";
import { hookPermissions } from "./hook-permissions";
import { PlatformFunction, type PlatformFunctionArgs } from "./platform-function";

const COMPONENT = "smoke-test";

/** Longest run, in seconds: six attempts of three requests of ten seconds, and ten seconds between two of them. */
const TIMEOUT = 300;

export interface SmokeTestArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** Keys, boundary, alarms' topic and artifact bucket of the environment; network and test listener. */
  environmentResources: PlatformFunctionArgs["environmentResources"] &
    Pick<EnvironmentResources, "loadBalancer" | "network">;
  /** JSON text of `functions/support/workloads.ts`: the workloads of the catalog. */
  workloads: string;
  /** Names of the functions that have checks: their versions are called. */
  testedFunctions: readonly string[];
}

/**
 * The function that asks a new version what the synthetic tests ask, before it has traffic (CI/CL-002 §13). It is in
 * the VPC, as nobody else reaches the listener of tests.
 */
export function smokeTest(
  name: string,
  { context, environmentResources, workloads, testedFunctions }: SmokeTestArgs,
  opts: pulumi.ComponentResourceOptions,
): PlatformFunction {
  const { network, loadBalancer } = environmentResources;
  const { testPort } = loadBalancer;
  const placement = { component: COMPONENT, ports: [testPort] };
  return new PlatformFunction(
    name,
    {
      context,
      component: COMPONENT,
      description: "Tests a new version before it has traffic",
      statements: smokeTestPermissions(context, testedFunctions),
      variables: { TEST_URL: `https://${context.settings.domain.name}:${testPort}` },
      files: { "workloads.json": workloads },
      timeout: TIMEOUT,
      isHook: true,
      vpc: vpcConfig(name, context, network, opts, placement),
      environmentResources,
    },
    opts,
  );
}

/** Reads what is deployed, reports what it found, and calls versions of the functions that have checks. */
export function smokeTestPermissions(
  context: Context,
  testedFunctions: readonly string[],
): Statement[] {
  const { environment } = context;
  const versions = testedFunctions.map((service) => {
    const { function: name } = workloadNames({ service, environment });
    return platformArns(context).regional("lambda", `function:${name}:*`);
  });
  return [
    ...hookPermissions(context),
    ...(versions.length > 0 ? [allow("Versions", "lambda", ["InvokeFunction"], versions)] : []),
  ];
}
