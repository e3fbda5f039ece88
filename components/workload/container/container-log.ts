import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";

/** Where a container logs, as its definition says it: streams of `prefix` in one log group. */
export function containerLog(
  { settings: { region } }: Context,
  logGroupName: pulumi.Input<string>,
  prefix: string,
) {
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group": logGroupName,
      "awslogs-region": region,
      "awslogs-stream-prefix": prefix,
      // A log that cannot be written must not stop the workload.
      mode: "non-blocking",
      "max-buffer-size": "4m",
    },
  } as const;
}
