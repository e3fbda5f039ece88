import { readFileSync } from "node:fs";
import { expect } from "chai";
import { type AlarmResponse, responseIn, routeOf } from "../../infra/alerts";
import { environment } from "../../stacks/environment";
import { everyOption } from "../iam/support/every-option";
import { loadTestCatalog } from "../support/catalog";
import { settingsOf } from "../support/contexts";
import { type RecordedResource, record } from "../support/record";

const ALARMS = [
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:cloudwatch/compositeAlarm:CompositeAlarm",
];
const PAGE = "https://github.com/neurocipher/nc-platform/blob/main/docs/runbooks/alarms.md#";

/** The anchors of the page of runbooks: one for each heading of the third level. */
const anchors = () => {
  const page = readFileSync(new URL("../../docs/runbooks/alarms.md", import.meta.url), "utf8");
  return [...page.matchAll(/^### (\S+)$/gm)].map(([, heading = ""]) => heading);
};

describe("every alarm of the plan", () => {
  let alarms: RecordedResource[];

  before(async () => {
    const catalog = [...(await loadTestCatalog()), ...everyOption()];
    // Prod has every alarm of the others too.
    const made = await record(() =>
      environment(settingsOf("prod", { dr: true, deploymentRule: { appId: 1 } }), catalog),
    );
    alarms = made.filter(({ type }) => ALARMS.includes(type));
  });

  const responses = () =>
    alarms.map(({ name, inputs }) => {
      const response = responseIn(inputs.alarmDescription);
      if (response === undefined) throw new Error(`${name}: ${inputs.alarmDescription}`);
      return { name, inputs, response };
    });

  it("[§13] names a severity, its owner and a runbook that there is", () => {
    expect(alarms.length).to.be.above(50);
    const known = anchors();
    const lost = responses().filter(
      ({ response: { runbook } }) =>
        !runbook.startsWith(PAGE) || !known.includes(runbook.slice(PAGE.length)),
    );
    expect([...new Set(lost.map(({ response }) => response.runbook))]).to.deep.equal([]);
  });

  it("[§13] notifies the topic of its severity, and Security's of changes of what guards deliveries", () => {
    const route = (response: AlarmResponse) => `-alerts-${routeOf(response)}`;
    const wrong = responses().filter(
      ({ inputs, response }) => !String(inputs.alarmActions[0]).endsWith(route(response)),
    );
    expect(wrong.map(({ name }) => name)).to.deep.equal([]);
    const security = responses().filter(({ response }) => response.owner === "security");
    expect(new Set(security.map(({ response }) => response.severity))).to.deep.equal(
      new Set(["page"]),
    );
  });

  it("[§13] is owned by the team that the tag names, or by Security", () => {
    for (const { name, inputs, response } of responses()) {
      expect([inputs.tags.Owner, "security"], name).to.include(response.owner);
    }
  });

  it("has a page of runbooks without a heading that no alarm has", () => {
    const named = responses().map(({ response }) => response.runbook.slice(PAGE.length));
    expect(anchors().filter((each) => !named.includes(each))).to.deep.equal([]);
  });
});
