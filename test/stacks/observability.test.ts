import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { Catalog } from "../../infra/catalog/workload";
import { ENVIRONMENTS, type Environment } from "../../infra/environments";
import { environment } from "../../stacks/environment";
import { loadTestCatalog } from "../support/catalog";
import { settingsOf } from "../support/contexts";
import { only, type RecordedResource, record } from "../support/record";

const CANARY = "aws:synthetics/canary:Canary";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const RULE = "aws:lb/listenerRule:ListenerRule";
const ROUTE = "aws:apigatewayv2/route:Route";

/** What each environment is made of, and its outputs, as they are once all is made. */
interface Whole {
  readonly made: readonly RecordedResource[];
  readonly outputs: { workloads: Record<string, Record<string, unknown>>; dashboards: string[] };
}

/** Names of the alarms that a composite alarm asks for. */
const asked = ({ inputs }: RecordedResource): string[] =>
  [...String(inputs.alarmRule).matchAll(/(?:ALARM|OK)\("([^"]+)"\)/g)].map(([, name = ""]) => name);

const of = (made: readonly RecordedResource[], type: string) =>
  made.filter((each) => each.type === type);

describe("what watches an environment", () => {
  let catalog: Catalog;
  const whole = new Map<Environment, Whole>();
  const madeIn = (environment: Environment) => whole.get(environment)?.made ?? [];

  before(async () => {
    catalog = await loadTestCatalog();
    for (const name of ENVIRONMENTS) {
      let outputs: unknown;
      const made = await record(async () => {
        outputs = await new Promise((resolve) => {
          pulumi.output(environment(settingsOf(name), catalog)).apply(resolve);
        });
      });
      whole.set(name, { made, outputs: outputs as Whole["outputs"] });
    }
  });

  /** What runs here: Terraform only makes resources. */
  const running = () => catalog.filter(({ kind }) => kind !== "terraform");
  const answering = () =>
    catalog.flatMap((each) =>
      each.kind === "service" || (each.kind === "function" && each.http) ? [each] : [],
    );

  for (const name of ["stg", "prod"] as const) {
    it(`[§13] tests health, readiness and a transaction of all that answers, in ${name}`, () => {
      const canaries = of(madeIn(name), CANARY).map(({ inputs }) => [
        inputs.name,
        JSON.parse(inputs.runConfig.environmentVariables.CHECKS),
      ]);

      expect(answering()).not.to.deep.equal([]);
      expect(canaries).to.have.deep.members(
        answering().map((each) => [`nc-${each.name}-${name}-synthetic-check`, [each.checks]]),
      );
    });
  }

  it("[§13] tests nothing in dev", () => {
    expect(madeIn("dev").filter(({ type, name }) => type === CANARY || /canary/.test(name)))
      .to.be.an("array")
      .with.lengthOf(0);
    expect(JSON.stringify(whole.get("dev")?.outputs)).not.to.contain("synthetic-check");
  });

  it("[§13] asks services and APIs only for what they are routed", () => {
    for (const { inputs } of of(madeIn("prod"), CANARY)) {
      const { BASE_URL, CHECKS, SIGN_FOR } = inputs.runConfig.environmentVariables;
      const [{ health, readiness, happyPath }] = JSON.parse(CHECKS);
      const calls = [`GET ${health}`, `GET ${readiness}`, `${happyPath.method} ${happyPath.path}`];
      if (SIGN_FOR) {
        const routes = of(madeIn("prod"), ROUTE).map((each) => each.inputs.routeKey);
        expect(BASE_URL).to.match(/^https:\/\/\w+\.execute-api\.ca-central-1\.amazonaws\.com$/);
        expect(routes).to.include.members(calls);
      } else {
        const rules = of(madeIn("prod"), RULE).map((each) => each.inputs.conditions[0].pathPattern);
        const prefixes = rules.flatMap(({ values }) => values.map((v: string) => v.slice(0, -1)));
        expect(BASE_URL).to.equal("https://api.prod.neurocipher.example");
        for (const call of calls) {
          expect(prefixes.some((prefix) => call.split(" ")[1]?.startsWith(prefix))).to.equal(true);
        }
      }
    }
  });

  for (const name of ENVIRONMENTS) {
    it(`[§13] sums up every workload in one alarm and one dashboard, in ${name}`, () => {
      const { made = [], outputs } = whole.get(name) ?? {};
      for (const { name: service } of running()) {
        const own = (component: string) => `nc-${service}-${name}-${component}`;
        const bake = of(made, COMPOSITE).find(({ inputs }) => inputs.alarmName === own("bake"));
        const contract = outputs?.workloads[service];
        const { composite, rollback, bake: baked } = Object(contract?.alarms);

        expect(bake, service).not.to.equal(undefined);
        expect([composite, contract?.dashboard]).to.deep.equal([own("bake"), own("dashboard")]);
        expect([...rollback, ...baked]).to.deep.equal(bake && asked(bake));
        expect(of(made, DASHBOARD).map(({ inputs }) => inputs.dashboardName)).to.include(
          own("dashboard"),
        );
      }
    });

    it(`[§13] has every alarm of a workload in its one alarm, in ${name}`, () => {
      const made = madeIn(name);
      const heard = new Set(of(made, COMPOSITE).flatMap(asked));
      const lost = [...of(made, METRIC_ALARM), ...of(made, COMPOSITE)].flatMap(({ inputs }) => {
        const alarm = inputs.alarmName ?? inputs.name;
        const bake = alarm === `nc-${inputs.tags.Service}-${name}-bake`;
        return bake || heard.has(alarm) || inputs.tags.Service === "platform" ? [] : [alarm];
      });

      expect(lost).to.deep.equal([]);
    });

    it(`[§13] shows every workload on the dashboard of ${name}`, () => {
      const { made = [], outputs } = whole.get(name) ?? {};
      const { inputs } = only(made, DASHBOARD, "dashboards-1");
      const titles = JSON.parse(inputs.dashboardBody).widgets.map(
        (each: { properties: { title: string } }) => each.properties.title,
      );

      expect(outputs?.dashboards).to.deep.equal([`nc-platform-${name}-dashboard`]);
      expect(titles).to.include.members(running().map((each) => each.name));
    });
  }

  it("[§13] takes silence for a breach where traffic is expected, and nowhere in dev", () => {
    const breaching = (name: Environment) =>
      of(madeIn(name), METRIC_ALARM).flatMap(({ inputs }) =>
        inputs.treatMissingData === "breaching" ? [inputs.name] : [],
      );
    const windows = ["fast-long", "fast-short", "slow-long", "slow-short"];
    const silent = (service: string, own: string) =>
      [own, "synthetic-check", ...windows.map((each) => `burn-${each}`)].map(
        (component) => `nc-${service}-prod-${component}`,
      );

    expect(breaching("prod")).to.include.members([
      ...silent("ingest-worker", "no-requests"),
      ...silent("api-adapter", "silence"),
    ]);
    expect(
      breaching("dev").filter((each) => !/audit-digest|^nc-platform-/.test(each)),
    ).to.deep.equal([]);
  });

  it("[§13] never gives CodeDeploy an alarm that is on before the first release", () => {
    const made = madeIn("prod");
    const read = made.flatMap(({ inputs }) => inputs.alarmConfiguration?.alarms ?? []);
    const early = of(made, METRIC_ALARM).flatMap(({ inputs }) =>
      inputs.treatMissingData === "breaching" ? [inputs.name] : [],
    );

    expect(read).to.have.length.above(8);
    expect(read.filter((each: string) => early.includes(each))).to.deep.equal([]);
    expect(of(made, COMPOSITE).map(({ inputs }) => inputs.alarmName)).not.to.include.members(read);
  });
});
