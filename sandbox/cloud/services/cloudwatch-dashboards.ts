import type { ResourceTypes } from "../resource-type";
import { required, type Validation } from "../validators";
import { objectOf, objectsIn } from "../values";

/** Most widgets of a dashboard, and most metrics of a widget. Source: CloudWatch quotas. */
const WIDGETS = 500;
const METRICS_OF_WIDGET = 500;

/** Most metrics of a dashboard. Source: as above. */
const METRICS = 2500;

/** CloudWatch: dashboards. */
export const CLOUDWATCH_DASHBOARDS: ResourceTypes = {
  "aws:cloudwatch/dashboard:Dashboard": {
    outputs: ({ account, text }) => ({
      id: text("dashboardName"),
      dashboardArn: `arn:aws:cloudwatch::${account}:dashboard/${text("dashboardName")}`,
    }),
    validate: [required("dashboardName", "dashboardBody"), checkBody],
  },
};

function checkBody({ inputs, refuse }: Validation): void {
  const { dashboardBody } = inputs;
  if (typeof dashboardBody !== "string") return;
  const widgets = widgetsOf(dashboardBody);
  if (!widgets) {
    refuse("dashboardBody", dashboardBody, "JSON with a list of widgets");
    return;
  }
  if (widgets.length > WIDGETS) {
    refuse("dashboardBody", `${widgets.length} widgets`, `at most ${WIDGETS}`);
  }
  const counts = widgets.map(([, { properties }]) => {
    const rows = objectOf(properties)?.metrics;
    return Array.isArray(rows) ? rows.filter(([first]) => typeof first === "string").length : 0;
  });
  const most = Math.max(0, ...counts);
  if (most > METRICS_OF_WIDGET) {
    refuse("dashboardBody", `${most} metrics of a widget`, `at most ${METRICS_OF_WIDGET}`);
  }
  const sum = counts.reduce((left, right) => left + right, 0);
  if (sum > METRICS) refuse("dashboardBody", `${sum} metrics`, `at most ${METRICS}`);
}

function widgetsOf(body: string) {
  try {
    const { widgets } = Object(JSON.parse(body));
    return Array.isArray(widgets) ? objectsIn(widgets) : undefined;
  } catch {
    return undefined;
  }
}
