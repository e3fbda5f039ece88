import type { KindName } from "../../../infra/catalog/kinds";

/** One thing that a rollback does. */
export type RollbackStep =
  /** ECS: the service, or the job's schedule, runs this task definition again. */
  | { readonly action: "task-definition"; readonly taskDefinitionArn: string }
  /** Lambda: `live` points at this version again, with all its traffic. */
  | { readonly action: "alias"; readonly alias: "live"; readonly version: string }
  /** AppConfig: the version of the flags before, at once. */
  | { readonly action: "flags"; readonly version: number }
  /** A worker's queue, around its switch. */
  | { readonly action: "close-intake" | "drain" | "open-intake" }
  /** Terraform: apply of the configuration of the last good release. */
  | { readonly action: "terraform-apply"; readonly release: string };

/** What was running before, as far as the kind has it. */
export interface Before {
  /** @default - it ran as no task */
  readonly taskDefinitionArn?: string;
  /** Version of the alias `previous`. @default - it ran as no function */
  readonly lambdaVersion?: string;
  /** Version of the AppConfig configuration. @default - the release changed no flags */
  readonly flagsVersion?: number;
  /** Identity of the last good release. @default - there was none */
  readonly release?: string;
}

/** The steps that bring `before` back, in their order; none where nothing ran before. */
export function stepsOf(kind: KindName, before: Before): RollbackStep[] {
  const { taskDefinitionArn, lambdaVersion, flagsVersion, release } = before;
  const task: RollbackStep[] =
    taskDefinitionArn === undefined ? [] : [{ action: "task-definition", taskDefinitionArn }];
  const alias: RollbackStep[] =
    lambdaVersion === undefined ? [] : [{ action: "alias", alias: "live", version: lambdaVersion }];
  // Flags come first: they are back in seconds, before traffic is.
  const flags: RollbackStep[] =
    flagsVersion === undefined ? [] : [{ action: "flags", version: flagsVersion }];
  switch (kind) {
    case "service":
      return [...flags, ...task];
    case "function":
      return [...flags, ...alias];
    case "job":
      return [...flags, ...task, ...alias];
    case "worker":
      return task.length === 0
        ? flags
        : [
            ...flags,
            { action: "close-intake" },
            { action: "drain" },
            ...task,
            { action: "open-intake" },
          ];
    case "terraform":
      return release === undefined ? [] : [{ action: "terraform-apply", release }];
  }
}
