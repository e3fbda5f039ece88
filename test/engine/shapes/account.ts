import { deployBlueGreen } from "../../../sandbox/cloud/deployments/codedeploy";
import { findOne } from "../../../sandbox/cloud/deployments/find-one";
import { contractOf, recordRelease } from "../../../sandbox/cloud/deployments/released";
import type { Cloud, Entry } from "../../../sandbox/cloud/record";
import { digestOf } from "../releases/revisions";

/** A service of a test, and where it answers. */
export interface TestedService {
  readonly environment: string;
  readonly name: string;
  /** Path of the health check of a revision, by its port. */
  readonly health: Readonly<Record<number, string>>;
}

/** The service of the tests' catalog in dev: its revision of port 9090 has other paths. */
const INGEST: TestedService = {
  environment: "dev",
  name: "ingest-worker",
  health: { 8080: "/ingest/healthz", 9090: "/documents/healthz" },
};

/** What a test asks of an account with a service. @param of - `@default` that of the tests' catalog in dev */
export function accountOf(
  cloud: Cloud,
  { environment, name: own, health }: TestedService = INGEST,
) {
  const prefix = `nc-${own}-${environment}`;
  const named = (type: string, name: string) =>
    findOne(cloud, type, ({ inputs }) => inputs.name === name);
  const names = (type: string, prefix: string) =>
    cloud
      .list(type)
      .map(({ inputs }) => String(inputs.name))
      .filter((name) => name.startsWith(prefix))
      .sort();
  const service = () => named("aws:ecs/service:Service", `${prefix}-service`);
  const revision = () =>
    findOne(
      cloud,
      "aws:ecs/taskDefinition:TaskDefinition",
      ({ state }) => state.arn === service().state.taskDefinition,
    );
  const policy = (role: string) =>
    cloud
      .list("aws:iam/rolePolicy:RolePolicy")
      .filter(({ inputs }) => inputs.role === role)
      .map(({ inputs }) => String(inputs.policy))
      .join("\n");
  return {
    named,
    names,
    policy,
    contract: (name: string) => contractOf(cloud, environment, name),
    /** Ports of the service's tasks at which the load balancer is admitted. */
    ports: () =>
      cloud
        .list("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
        .filter(({ name }) => name.startsWith(`${own}-tasks-callers`))
        .map(({ inputs }) => Number(inputs.fromPort))
        .sort(),
    /** Paths of the service's rule on the listener of production traffic. */
    paths: () =>
      pathsOf(
        findOne(
          cloud,
          "aws:lb/listenerRule:ListenerRule",
          ({ name }) => name === `${own}-production`,
        ),
      ),
    /** Keys of the routes of the function's API. */
    routes: () =>
      cloud
        .list("aws:apigatewayv2/route:Route")
        .map(({ inputs }) => String(inputs.routeKey))
        .sort(),
    /** What the tasks that run need, and the account does not give them. */
    unmet(): string[] {
      const [balancer] = service().state.loadBalancers as [Balancer];
      const [container] = JSON.parse(String(revision().state.containerDefinitions)) as [Container];
      const port = Number(container.environment.find(({ name }) => name === "PORT")?.value);
      const group = findOne(
        cloud,
        "aws:lb/targetGroup:TargetGroup",
        ({ state }) => state.arn === balancer.targetGroupArn,
      );
      const { path: asked } = group.state.healthCheck as { path: string };
      const mayRead = policy(`${prefix}-execution`);
      const there = new Set(
        [
          ...cloud.list("aws:ssm/parameter:Parameter"),
          ...cloud.list("aws:secretsmanager/secret:Secret"),
        ].map(({ state }) => String(state.arn)),
      );
      return [
        ...(balancer.containerPort === port ? [] : [`port ${balancer.containerPort}`]),
        ...(this.ports().includes(port) ? [] : [`no way to port ${port}`]),
        ...(asked === health[port] ? [] : [`health check of ${asked}`]),
        ...container.secrets.flatMap(({ valueFrom }) => [
          ...(there.has(valueFrom) ? [] : [`${valueFrom} is gone`]),
          ...(mayRead.includes(valueFrom.replace(/-[0-9A-Za-z]{6}$/, "")) ? [] : [valueFrom]),
        ]),
      ];
    },
    /** Releases the service as its contract says, and its revision answers as the catalog says. */
    release(digit: string) {
      const contract = contractOf(cloud, environment, own);
      if (contract.kind !== "service") throw new Error(contract.kind);
      deployBlueGreen(cloud, {
        deploymentGroup: `${prefix}-delivery`,
        desiredCount: 2,
        digest: digestOf(digit),
        template: contract.taskDefinition,
        containerPort: contract.containerPort,
        healthCheckPath: contract.healthCheckPath,
      });
    },
    /** Writes down that releases of `workloads` have succeeded. */
    succeed(...workloads: readonly string[]) {
      for (const each of workloads) recordRelease(cloud, environment, each);
    },
  };
}

interface Balancer {
  readonly targetGroupArn: string;
  readonly containerPort: number;
}

interface Container {
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly secrets: readonly { readonly valueFrom: string }[];
}

function pathsOf({ state }: Entry): string[] {
  const [{ pathPattern }] = state.conditions as [{ pathPattern: { values: string[] } }];
  return pathPattern.values;
}
