import { expect } from "chai";
import { contractText } from "../../../../infra/release/contract";
import { type Behaviour, setBehaviour } from "../../../../sandbox/api/simulation/behaviours";
import { metricValue } from "../../../../sandbox/api/simulation/traffic/metrics";
import { createResource } from "../../../../sandbox/cloud/account";
import { CONTRACTS } from "../../../infra/release/contracts";
import { addService, type ServiceAccount } from "../support/service-account";
import { ACCOUNT, REGION, SERVICE } from "../support/service-inputs";
import { testApi } from "../support/test-api";

describe("the metrics of what runs", () => {
  let made: ServiceAccount;
  const api = testApi((cloud) => {
    made = addService(cloud);
  });

  /** A metric of the third minute after the start, and of one half of it. */
  function value(metricName: string, namespace = "AWS/ApplicationELB", seconds = 60) {
    const dimensions: Record<string, string> =
      namespace === "AWS/ApplicationELB"
        ? { TargetGroup: String(made.blue.state.arnSuffix) }
        : { ServiceName: SERVICE };
    const start = new Date("2026-11-02T15:02:00Z");
    const end = new Date(start.getTime() + seconds * 1000);
    return metricValue(api.account, { namespace, metricName, dimensions, stat: "Sum" }, start, end);
  }

  // 600 requests a minute; one of five fails where the code is 5xx, and all do where it crashes.
  const table: [
    Behaviour,
    requests?: number,
    errors?: number,
    seconds?: number,
    running?: number,
  ][] = [
    ["healthy", 600, undefined, 0.05, 2],
    ["5xx", 600, 120, 0.05, 2],
    ["slow", 600, undefined, 2, 2],
    ["crashing", 600, 600, 0.05, 0],
    ["silent", undefined, undefined, undefined, 2],
  ];
  for (const [behaviour, requests, errors, seconds, running] of table) {
    it(`are those of code that is ${behaviour}`, () => {
      setBehaviour(api.account, `sha256:${"0".repeat(64)}`, behaviour);
      expect(value("RequestCount")).to.equal(requests);
      expect(value("HTTPCode_Target_5XX_Count")).to.equal(errors);
      expect(value("TargetResponseTime")).to.equal(seconds);
      expect(value("DesiredTaskCount", "ECS/ContainerInsights")).to.equal(2);
      expect(value("RunningTaskCount", "ECS/ContainerInsights")).to.equal(running);
    });
  }

  // A run succeeds where callers are answered, also late; where nothing answers, each fails.
  const runs: [Behaviour, percent: number][] = [
    ["healthy", 100],
    ["5xx", 80],
    ["slow", 100],
    ["crashing", 0],
    ["silent", 0],
  ];
  for (const [behaviour, percent] of runs) {
    it(`are ${percent} % of the synthetic test's runs against code that is ${behaviour}`, () => {
      addContract();
      setBehaviour(api.account, `sha256:${"0".repeat(64)}`, behaviour);
      expect(successPercent("nc-shop-canary")).to.equal(percent);
      expect(successPercent("nc-other-canary")).to.equal(0);
    });
  }

  function successPercent(CanaryName: string) {
    const query = {
      namespace: "CloudWatchSynthetics",
      metricName: "SuccessPercent",
      dimensions: { CanaryName },
      stat: "Average",
    };
    const [start, end] = [new Date("2026-11-02T15:02:00Z"), new Date("2026-11-02T15:03:00Z")];
    return metricValue(api.account, query, start, end);
  }

  /** The contract of the service, which says what the canary asks. */
  function addContract(): void {
    const { blue, green } = made;
    const targetGroupArns = { blue: String(blue.state.arn), green: String(green.state.arn) };
    const canary = "nc-shop-canary";
    const name = "/nc/dev/shop/config/release-contract";
    const type = "aws:ssm/parameter:Parameter";
    const insecureValue = contractText({ ...CONTRACTS.service, canary, targetGroupArns });
    const inputs = { name, type: "String", insecureValue };
    const resource = { urn: `urn:${type}:${name}`, type, name, inputs };
    createResource(api.cloud, resource, { account: ACCOUNT, region: REGION });
  }

  it("are half as many in half a minute", () => {
    expect(value("RequestCount", "AWS/ApplicationELB", 30)).to.equal(300);
  });
});
