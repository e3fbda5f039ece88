import { createHash } from "node:crypto";
import { z } from "zod";
import { type Frozen, formatProblem, wanting } from "../../problems";
import { serviceContract } from "../../release/kind-contracts";
import { container, containerHealth, minBelowMax, taskCount, VARIABLES } from "../compute";
import { fields, MIGRATIONS, migrations, RULES } from "../fields";
import { AGENT_PORT, hasFlags } from "../flags";
import { checked, type Kind, type Rule } from "../kind";
import { pathPatternProblem, requestPathProblem, routeTakes } from "../paths";
import {
  availabilityFinding,
  bodyFinding,
  HEALTH,
  happyPath,
  path,
  READINESS,
  slo,
} from "../requests";
import { traffic } from "../traffic-shift";
import { durationWithin } from "../values";

const entry = z.strictObject({
  kind: z.literal("service"),
  ...fields,
  ...container,
  port: z.int().min(1024).max(65_535).default(8080),
  /** A check that ECS runs inside the container, beside the load balancer's. */
  health: containerHealth.optional(),
  /** Time in which ECS ignores the load balancer's health checks of a task that has just started. */
  healthCheckGracePeriod: durationWithin("1 second", "10 minutes").prefault("60 seconds"),
  /** Paths that the load balancer sends here (Elastic Load Balancing API, PathPatternConfig). */
  route: z.strictObject({
    path: z.string().superRefine(wanting(pathPatternProblem)),
    /** Priority among the listener's rules; computed from the name where it is not given. */
    priority: z.int().min(1).max(50_000).optional(),
  }),
  slo,
  /** What the synthetic tests ask of its route, by default `healthz` and `readyz` (CI/CL-002 §13). */
  checks: z.strictObject({ health: path.optional(), readiness: path.optional(), happyPath }),
  scaling: z
    .strictObject({
      ...taskCount,
      cpuPercent: z.int().min(10).max(90).default(60),
      requestsPerTask: z.int().min(1).default(600),
    })
    .superRefine(minBelowMax)
    .prefault({}),
  /** What moves traffic: CodeDeploy, or ECS itself. */
  rollout: z.enum(["codedeploy", "ecs-native"]).default("codedeploy"),
  traffic,
  migrations,
});

type Entry = z.output<typeof entry>;

/** Seconds after which the load balancer gives up an answer (its user guide, "Connection idle timeout"). */
const IDLE_TIMEOUT = 60;

/** What AWS itself promises, in percent (service level agreements of Elastic Load Balancing and AWS Fargate). */
const AVAILABILITY_MAX = 99.99;

/** An objective that no answer can miss is watched in vain, and one above AWS's own is missed each month. */
const SLO: Rule<Entry> = {
  needs: ["slo"],
  findings: ({ slo }) => [
    slo.p95 >= IDLE_TIMEOUT && {
      path: ["slo", "p95"],
      want: `less than ${IDLE_TIMEOUT} seconds, after which the load balancer gives up`,
    },
    availabilityFinding(slo, AVAILABILITY_MAX, "a load balancer and Fargate"),
  ],
};

/** The agent that reads flags shares the network of the task. */
const AGENT: Rule<Entry> = {
  needs: ["flags", "port"],
  findings: (service) => [
    hasFlags(service) &&
      service.port === AGENT_PORT && {
        path: ["port"],
        want: "another: the agent that reads flags has it",
      },
  ],
};

/** One host name serves all services: a check that its route does not take never reaches it. */
const ROUTE: Rule<Entry> = {
  needs: ["route", "checks"],
  findings({ route, checks }) {
    const { health, readiness, happyPath } = checksOn(route.path, checks);
    const asked: [path: string[], asked: string][] = [
      [["checks", "health"], health],
      [["checks", "readiness"], readiness],
      [["checks", "happyPath", "path"], happyPath.path],
    ];
    const want = `a path that route.path ${route.path} takes`;
    const by = (path: readonly string[], each: string) => [
      { path: ["route", "path"], want: `a pattern that takes ${each}, or ${path.join(".")}` },
    ];
    return [
      bodyFinding(happyPath),
      ...asked.map(([path, each]) => {
        const taken = routeTakes(route.path, each) && requestPathProblem(each) === undefined;
        return !taken && { path, want, or: by(path, each) };
      }),
    ];
  },
};

const schema = checked(entry, ...RULES, MIGRATIONS, VARIABLES, SLO, AGENT, ROUTE).transform(
  (service) => ({
    ...service,
    checks: checksOn(service.route.path, service.checks),
  }),
);

type Service = Frozen<z.output<typeof schema>>;

/** ECS Fargate behind the load balancer, moved blue-green (CI/CL-002 §7.1). */
export const service = {
  schema,
  releaseContract: serviceContract,
  facts: ({ rollout, slo }) => ({
    shipsImage: true,
    offers: [{ verb: "call" }],
    quotaUse: {
      // Its tasks, their start, and what shifts the traffic.
      roles: 3,
      alarms: 12,
      // Blue and green.
      targetGroups: 2,
      deploymentConfigs: rollout === "codedeploy" ? 1 : 0,
      canary: true,
      expectsTraffic: slo.expectsTraffic,
    },
  }),
  shape: ({ kind, rollout, port, healthCheckGracePeriod, route, checks }) => ({
    form: { kind, rollout },
    port,
    healthCheckGracePeriod,
    path: route.path,
    checks,
  }),
  problemsAmong: (services) =>
    services.flatMap((each, index) => [
      ...checksTakenFirst(each, services),
      ...rulesTaken(each, services.slice(0, index)),
    ]),
} as const satisfies Kind<Service>;

/**
 * What the tests ask of a service behind `pattern`: of `/ingest/*`, `/ingest/healthz` where the
 * catalog says nothing else. A pattern that does not end so has no such path of its own.
 */
export function checksOn<Happy>(
  pattern: string,
  { health, readiness, happyPath }: Checks<Happy>,
): Required<Checks<Happy>> {
  const root = pattern.replace(/\*$/, "").replace(/\/?$/, "/");
  return {
    health: health ?? root + HEALTH,
    readiness: readiness ?? root + READINESS,
    happyPath,
  };
}

/** Paths that the synthetic tests ask of a service. */
interface Checks<Happy> {
  readonly health?: string;
  readonly readiness?: string;
  readonly happyPath: Happy;
}

/** Priorities that are computed from a name. Lower ones are left to entries that give their own. */
const PRIORITY = { min: 1000, max: 50_000 };

/** Priority of a service's rule on the listeners: its entry's, or one computed from its name. */
export function listenerPriority({ name, route }: Pick<Service, "name" | "route">): number {
  if (route.priority !== undefined) return route.priority;
  const hash = createHash("sha256").update(name).digest().readUInt32BE(0);
  return PRIORITY.min + (hash % (PRIORITY.max - PRIORITY.min + 1));
}

/** Two rules of one listener cannot have the same priority, and must not have the same path. */
function rulesTaken(service: Service, others: readonly Service[]): string[] {
  const { path } = service.route;
  const priority = listenerPriority(service);
  // The rule of a retired one takes no path any more, and keeps its priority.
  const routes = (other: Service) => !service.retired && !other.retired;
  return others.flatMap((other) => {
    const at = (field: string, got: unknown) =>
      `${service.name}: ${formatProblem(`route.${field}`, got, `another than ${other.name}'s`)}`;
    return [
      ...(path === other.route.path && routes(other) ? [at("path", path)] : []),
      ...(priority === listenerPriority(other) ? [at("priority", priority)] : []),
    ];
  });
}

/** Checks of a service that the rule of another one takes, as its priority comes first. */
function checksTakenFirst(service: Service, services: readonly Service[]): string[] {
  const { health, readiness, happyPath } = service.checks;
  const priority = listenerPriority(service);
  const first = services.filter(
    (other) => !other.retired && listenerPriority(other) < priority && !service.retired,
  );
  return Object.entries({ health, readiness, "happyPath.path": happyPath.path }).flatMap(
    ([field, path]) =>
      first
        .filter(({ route }) => routeTakes(route.path, path))
        .map(({ name, route }) => {
          const want = `a path that ${route.path} of ${name} does not take first`;
          return `${service.name}: ${formatProblem(`checks.${field}`, path, want)}`;
        }),
  );
}
