/** The tag that tells a task that migrates from every other task of the cluster: its starter may stop no other. */
export const MIGRATION_TASK_TAG = { key: "StartedBy", value: "run-migrations" } as const;
