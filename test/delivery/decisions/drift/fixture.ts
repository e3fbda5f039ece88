/** Members of a resource in the engine's JSON that a test changes. */
interface Parts {
  readonly type?: string;
  readonly id?: string;
  readonly inputs?: object;
  readonly outputs?: object;
  readonly ignoreChanges?: readonly string[];
  readonly modified?: string;
}

/** A step of `pulumi refresh --preview-only --json`, as pulumi 3.259 prints it. */
export function step(
  op: string,
  name: string,
  { old = {}, found, paths }: { old?: Parts; found?: Parts; paths?: readonly string[] } = {},
) {
  const { type = "aws:sqs/queue:Queue" } = old;
  const urn = `urn:pulumi:prod::nc-platform::nc:workload:Worker$${type}::${name}`;
  const state = { urn, custom: true, type, id: `https://sqs/333333333333/${name}` };
  const oldState = { ...state, modified: "2026-11-02T10:00:00.5Z", ...old };
  const diff = paths?.map((path) => [path, { kind: "update", inputDiff: true }]);
  return {
    op,
    urn,
    oldState,
    ...(found && { newState: { ...oldState, ...found } }),
    detailedDiff: diff ? Object.fromEntries(diff) : null,
  };
}

/** The whole of what the engine prints. */
export const preview = (...steps: readonly object[]) => ({ config: {}, steps, duration: 1 });
