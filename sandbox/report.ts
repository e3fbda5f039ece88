import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation/index.js";
import type { Environment } from "../infra/environments";
import type { Command } from "./arguments";

const OPERATIONS = ["create", "change", "replace", "delete", "same"] as const;

/** How a run ends that its user has stopped. */
export const INTERRUPTED = "interrupted";

/** What the policy pack has a say in. */
const JUDGED: readonly Command[] = ["preview", "up"];

/** What the engine does, or would do, with one resource. */
export type Operation = (typeof OPERATIONS)[number];

/** How many resources of one type a top-level component has that share one operation. */
export interface Row {
  readonly component: string;
  readonly type: string;
  readonly operation: Operation;
  readonly count: number;
}

/** What a policy says of one resource. */
export interface Violation {
  readonly policy: string;
  /** Logical name of the resource. */
  readonly resource: string;
  readonly type: string;
  readonly urn: string;
  /** What the policy asks for, and how to comply. */
  readonly message: string;
}

/** What one run of the engine did, or would do, to one environment. */
export interface Report {
  readonly environment: Environment;
  readonly command: Command;
  /** No error, and no violation of a mandatory policy. */
  readonly ok: boolean;
  readonly changes: Readonly<Record<Operation, number>>;
  readonly rows: readonly Row[];
  /** The policies that judged at least one resource, by name. */
  readonly policies: readonly string[];
  readonly violations: readonly Violation[];
  /** Violations of advisory policies: shown, and no failure. */
  readonly advice: readonly Violation[];
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** Reads the events of one run. `failure` is what the engine ended with, where it failed. */
export function reportOf(
  environment: Environment,
  command: Command,
  events: readonly EngineEvent[],
  failure?: string,
): Report {
  const steps = stepsOf(events);
  const rows = rowsOf(steps);
  const judged = events.flatMap(({ policyEvent }) => (policyEvent ? [policyEvent] : []));
  const violationsAt = (mandatory: boolean) =>
    judged
      .filter(({ enforcementLevel }) => (enforcementLevel === "mandatory") === mandatory)
      .map((each) => violation(each.policyName, each.resourceUrn ?? "", each.message));
  const violations = violationsAt(true);
  const policies = policiesOf(events);
  const unjudged = JUDGED.includes(command) && policies.length === 0;
  const ended = failure ?? (unjudged ? "no policy has judged the plan" : undefined);
  // What was cut off complains in words of its own, which help nobody.
  const found = ended === INTERRUPTED ? [] : messagesOf(events, "error");
  const errors = found.length > 0 || violations.length > 0 || !ended ? found : [ended];
  return {
    environment,
    command,
    ok: errors.length === 0 && violations.length === 0 && ended === undefined,
    changes: changesOf(rows),
    rows,
    policies,
    violations,
    advice: violationsAt(false),
    errors,
    warnings: messagesOf(events, "warning"),
  };
}

/** The last step of every resource that the CLI counts, by URN. */
function stepsOf(events: readonly EngineEvent[]): Map<string, StepEventMetadata> {
  const steps = new Map<string, StepEventMetadata>();
  for (const { resourcePreEvent, resOutputsEvent, resOpFailedEvent } of events) {
    const metadata = (resourcePreEvent ?? resOutputsEvent)?.metadata;
    const counted = metadata && !isDefaultProvider(metadata);
    if (counted && !isReplacement(steps.get(metadata.urn))) steps.set(metadata.urn, metadata);
    if (resOpFailedEvent) steps.delete(resOpFailedEvent.metadata.urn);
  }
  return steps;
}

function rowsOf(steps: ReadonlyMap<string, StepEventMetadata>): Row[] {
  const rows = new Map<string, Row>();
  for (const [urn, step] of steps) {
    const row = { component: topLevel(urn, steps), type: step.type, operation: operationOf(step) };
    const key = [row.component, row.type, row.operation].join("\n");
    rows.set(key, { ...row, count: (rows.get(key)?.count ?? 0) + 1 });
  }
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** The logical name of the resource's outermost ancestor below the stack. */
function topLevel(urn: string, steps: ReadonlyMap<string, StepEventMetadata>): string {
  const step = steps.get(urn);
  const parent = step?.new?.parent || step?.old?.parent;
  if (parent === undefined || isStack(parent)) return nameOf(urn);
  return steps.has(parent) ? topLevel(parent, steps) : nameOf(parent);
}

function operationOf(step: StepEventMetadata): Operation {
  if (isReplacement(step)) return "replace";
  if (step.op === "update") return "change";
  if (step.op === "create" || step.op === "delete") return step.op;
  return "same";
}

/**
 * A provider that the engine makes by itself; `pulumi preview` does not count it.
 * Source: pulumi/pulumi, pkg/resource/deploy/providers, IsDefaultProvider.
 */
function isDefaultProvider({ type, urn }: StepEventMetadata): boolean {
  return type.startsWith("pulumi:providers:") && /^default(_|$)/.test(nameOf(urn));
}

function isReplacement(step: StepEventMetadata | undefined): boolean {
  return step !== undefined && /replace/.test(step.op);
}

function changesOf(rows: readonly Row[]): Record<Operation, number> {
  const total = (operation: Operation) =>
    rows.reduce((sum, row) => sum + (row.operation === operation ? row.count : 0), 0);
  return {
    create: total("create"),
    change: total("change"),
    replace: total("replace"),
    delete: total("delete"),
    same: total("same"),
  };
}

/** The engine sends these after each resource; the SDK hands them over, and does not type them. */
interface Judged {
  readonly passed?: readonly string[];
  readonly failed?: readonly string[];
}

function policiesOf(events: readonly EngineEvent[]): string[] {
  const kinds = ["policyAnalyzeSummaryEvent", "policyAnalyzeStackSummaryEvent"];
  const judged = events.flatMap((event) =>
    kinds.flatMap((kind) => (Reflect.get(event, kind) as Judged | undefined) ?? []),
  );
  const names = judged.flatMap(({ passed, failed }) => [...(passed ?? []), ...(failed ?? [])]);
  return [...new Set(names)].sort();
}

function violation(policy: string, urn: string, message: string): Violation {
  const type = (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
  return { policy, resource: nameOf(urn), type, urn, message: message.trim() };
}

/** Every message once; one that only repeats the end of another, or says that it failed, is left out. */
function messagesOf(events: readonly EngineEvent[], severity: "error" | "warning"): string[] {
  const own = events
    .flatMap(({ diagnosticEvent }) => (diagnosticEvent ? [diagnosticEvent] : []))
    .filter((each) => each.severity === severity);
  const texts = own.map(({ message }) => message.trim());
  const found = own
    .filter(({ message }) => !isSummary(message.trim(), texts))
    .map(({ message, urn }) => withResource(message.trim(), urn));
  const said = [...new Set(found)].filter((message) => !/^(preview|update) failed$/.test(message));
  return said.filter(
    (message) => !said.some((other) => other !== message && other.includes(message)),
  );
}

/** What the Automation API says at the end, of errors that were all said before. */
const SUMMARY = "One or more errors occurred: ";

function isSummary(message: string, texts: readonly string[]): boolean {
  if (!message.startsWith(SUMMARY)) return false;
  const others = texts.filter((each) => each !== message);
  const rest = others.reduce(
    (left, each) => left.replaceAll(each, ""),
    message.slice(SUMMARY.length),
  );
  return /^[, ]*$/.test(rest);
}

function withResource(message: string, urn: string | undefined): string {
  return urn === undefined || urn === "" || isStack(urn) ? message : `${nameOf(urn)}: ${message}`;
}

function isStack(urn: string): boolean {
  return urn.split("::")[2] === "pulumi:pulumi:Stack";
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
