import { describeValidation } from "../validation";

const body = (widgets: number, metrics: number) =>
  JSON.stringify({
    widgets: Array(widgets).fill({ properties: { metrics: Array(metrics).fill(["N", "M"]) } }),
  });

describeValidation("dashboards", [
  [
    "aws:cloudwatch/dashboard:Dashboard",
    { dashboardName: "a", dashboardBody: body(500, 5) },
    [
      [{ dashboardBody: "{" }, 'dashboardBody is "{": expected JSON with a list of widgets'],
      [{ dashboardBody: body(501, 1) }, 'dashboardBody is "501 widgets": expected at most 500'],
      [{ dashboardBody: body(100, 26) }, 'dashboardBody is "2600 metrics": expected at most 2500'],
      [
        { dashboardBody: body(1, 501) },
        'dashboardBody is "501 metrics of a widget": expected at most 500',
      ],
    ],
  ],
]);
