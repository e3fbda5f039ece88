import { deployBlueGreen } from "../../../sandbox/cloud/deployments/codedeploy";
import { findOne } from "../../../sandbox/cloud/deployments/find-one";
import { contractOf, recordRelease } from "../../../sandbox/cloud/deployments/released";
import type { Cloud, Entry } from "../../../sandbox/cloud/record";
import { digestOf } from "../releases/revisions";

const SERVICE = "nc-ingest-worker-dev-service";

/** What a test asks of the account of dev. */
export function accountOf(cloud: Cloud) {
  const named = (type: string, name: string) =>
    findOne(cloud, type, ({ inputs }) => inputs.name === name);
  const names = (type: string, prefix: string) =>
    cloud
      .list(type)
      .map(({ inputs }) => String(inputs.name))
      .filter((name) => name.startsWith(prefix))
      .sort();
  const service = () => named("aws:ecs/service:Service", SERVICE);
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
    contract: (name: string) => contractOf(cloud, "dev", name),
    /** Ports of the service's tasks at which the load balancer is admitted. */
    ports: () =>
      cloud
        .list("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
        .filter(({ name }) => name.startsWith("ingest-worker-tasks-callers"))
        .map(({ inputs }) => Number(inputs.fromPort))
        .sort(),
    /** Paths of the service's rule on the listener of production traffic. */
    paths: () => pathsOf(findOne(cloud, "aws:lb/listenerRule:ListenerRule", isProduction)),
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
      const { port, path } = answersOf(container);
      const group = findOne(
        cloud,
        "aws:lb/targetGroup:TargetGroup",
        ({ state }) => state.arn === balancer.targetGroupArn,
      );
      const { path: asked } = group.state.healthCheck as { path: string };
      const mayRead = policy("nc-ingest-worker-dev-execution");
      const there = new Set(
        [
          ...cloud.list("aws:ssm/parameter:Parameter"),
          ...cloud.list("aws:secretsmanager/secret:Secret"),
        ].map(({ state }) => String(state.arn)),
      );
      return [
        ...(balancer.containerPort === port ? [] : [`port ${balancer.containerPort}`]),
        ...(this.ports().includes(port) ? [] : [`no way to port ${port}`]),
        ...(asked === path ? [] : [`health check of ${asked}`]),
        ...container.secrets.flatMap(({ valueFrom }) => [
          ...(there.has(valueFrom) ? [] : [`${valueFrom} is gone`]),
          ...(mayRead.includes(valueFrom.replace(/-[0-9A-Za-z]{6}$/, "")) ? [] : [valueFrom]),
        ]),
      ];
    },
    /** Releases the service as its contract says, and its revision answers as the catalog says. */
    release(digit: string) {
      const contract = contractOf(cloud, "dev", "ingest-worker");
      if (contract.kind !== "service") throw new Error(contract.kind);
      deployBlueGreen(cloud, {
        deploymentGroup: "nc-ingest-worker-dev-delivery",
        desiredCount: 2,
        digest: digestOf(digit),
        template: contract.taskDefinition,
        containerPort: contract.containerPort,
        healthCheckPath: contract.healthCheckPath,
      });
    },
    /** Writes down that releases of `workloads` have succeeded. */
    succeed(...workloads: readonly string[]) {
      for (const each of workloads) recordRelease(cloud, "dev", each);
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

/** Where a revision of the tests' service answers: it is the one of port 9090 that has other paths. */
function answersOf({ environment }: Container) {
  const port = Number(environment.find(({ name }) => name === "PORT")?.value);
  return { port, path: port === 9090 ? "/documents/healthz" : "/ingest/healthz" };
}

function isProduction({ name }: Entry): boolean {
  return name === "ingest-worker-production";
}

function pathsOf({ state }: Entry): string[] {
  const [{ pathPattern }] = state.conditions as [{ pathPattern: { values: string[] } }];
  return pathPattern.values;
}
