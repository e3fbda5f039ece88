import { z } from "zod";
import { type Frozen, formatProblem, InvalidInput, parse } from "../../../infra/problems";

/** A resource in the state, or as a refresh found it, as far as it is read. */
const engineState = z.object({
  id: z.string().default(""),
  type: z.string(),
  inputs: z.record(z.string(), z.unknown()).nullish(),
  outputs: z.record(z.string(), z.unknown()).nullish(),
  ignoreChanges: z.array(z.string()).nullish(),
  modified: z.iso.datetime({ offset: true }).nullish(),
});

/** A resource as the engine's JSON has it. */
export type EngineState = Frozen<z.output<typeof engineState>>;

/** What each operation of a refresh says of a resource (pulumi/pulumi, pkg/resource/deploy, RefreshStep.ResultOp). */
const OPERATIONS = { refresh: "same", same: "same", update: "changed", delete: "deleted" } as const;
type Operation = keyof typeof OPERATIONS;

const step = z.object({
  op: z.enum(Object.keys(OPERATIONS) as [Operation, ...Operation[]]),
  urn: z.string().startsWith("urn:pulumi:", "a URN of Pulumi"),
  oldState: engineState.nullish(),
  newState: engineState.nullish(),
  detailedDiff: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * `pulumi refresh --preview-only --json`, as far as it is read (pulumi/pulumi, pkg/backend/display, PreviewDigest).
 * Fields that are not read are ignored.
 */
const digest = z.object({
  steps: z.array(step).optional(),
  diagnostics: z
    .array(z.object({ severity: z.string().optional(), message: z.string() }))
    .nullish(),
});

/** What a refresh found of one resource of the state. */
export interface RefreshedResource {
  readonly urn: string;
  readonly kind: "same" | "changed" | "deleted";
  readonly old: EngineState;
  /** @default - it is not there any more */
  readonly found?: EngineState | undefined;
  /** Paths that differ, as the provider says. */
  readonly paths: readonly string[];
}

/** Most problems of one preview that are listed. */
const MOST = 5;

/**
 * What a refresh found of each resource.
 *
 * @param json - of `pulumi refresh --preview-only --json`
 * @param stack - name of the stack that it has to be of
 * @throws {InvalidInput} if it is none, of another stack, or one that failed half-way
 */
export function refreshedResources(json: unknown, stack: string): readonly RefreshedResource[] {
  const { steps, diagnostics } = parse(digest, json, "the preview");
  const errors = (diagnostics ?? []).filter(({ severity }) => severity === "error");
  if (steps === undefined || errors.length > 0) {
    const said = errors.map(({ message }) => message.trim().split("\n")[0] ?? "");
    const problem = formatProblem("steps", undefined, "those of a refresh that went through");
    throw new InvalidInput("the preview", [problem, ...said.slice(0, MOST)]);
  }
  const foreign = steps.flatMap(({ urn }, index) =>
    urn.split(":")[2] === stack
      ? []
      : [formatProblem(`steps[${index}].urn`, urn, `one of the stack ${stack}`)],
  );
  if (foreign.length > 0) throw new InvalidInput("the preview", foreign.slice(0, MOST));
  return steps.flatMap(({ op, urn, oldState, newState, detailedDiff }) => {
    if (!oldState) return [];
    const paths = Object.keys(detailedDiff ?? {});
    const kind = OPERATIONS[op];
    return [{ urn, kind, old: oldState, found: newState ?? undefined, paths }];
  });
}
