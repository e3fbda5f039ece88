import type { z } from "zod";
import { type Context, contextOf } from "../context";
import type { Frozen } from "../problems";
import type { Settings } from "../settings/parse";
import type { Identity } from "../tags";
import { hasFlags } from "./flags";
import type { Kind, WorkloadFacts } from "./kind";
import { KIND_NAMES, KINDS, type KindName } from "./kinds";
import type { Shape } from "./shape";

/** A workload as it is written down: what is left out has a default. */
export type WorkloadEntry = z.input<(typeof KINDS)[KindName]["schema"]>;

/**
 * A workload of one kind, or of several, as the program reads it: durations in seconds, memory in
 * MiB, CPU in units.
 */
export type WorkloadOf<Name extends KindName> = {
  [N in Name]: { readonly kind: N } & Frozen<z.output<(typeof KINDS)[N]["schema"]>>;
}[Name];

/** A workload of any kind. */
export type Workload = WorkloadOf<KindName>;

/** Every workload, by name. */
export type Catalog = readonly Workload[];

/** The registry, as what depends on the kind of a workload reads it. */
const BY_KIND: { readonly [N in KindName]: Kind<WorkloadOf<N>> } = KINDS;

/** What the rest of the program asks of `workload`, whatever its kind. */
export function factsOf<Name extends KindName>(workload: WorkloadOf<Name>): WorkloadFacts {
  const kind: Kind<WorkloadOf<Name>> = BY_KIND[workload.kind];
  return kind.facts(workload);
}

/** What a release of `workload` relies on, of all that its releases share. */
export function shapeOf<Name extends KindName>(workload: WorkloadOf<Name>): Shape {
  const kind: Kind<WorkloadOf<Name>> = BY_KIND[workload.kind];
  const { config, secrets, links } = workload;
  return {
    config: Object.keys(config).sort(),
    secrets: Object.keys(secrets).sort(),
    flags: hasFlags(workload),
    links,
    ...kind.shape(workload),
  };
}

/** What is wrong among workloads of one kind, each as `<name>: <field> is <got>: expected <want>`. */
export function problemsAmong(catalog: Catalog): string[] {
  const ofKind = <Name extends KindName>(name: Name): string[] => {
    const kind: Kind<WorkloadOf<Name>> = BY_KIND[name];
    const own = catalog.filter((each): each is WorkloadOf<Name> => each.kind === name);
    return kind.problemsAmong?.(own) ?? [];
  };
  return KIND_NAMES.flatMap((name) => ofKind(name));
}

/** The identity by which the resources of `workload` are named and tagged. */
export function identityOf(workload: Workload): Identity {
  const { app, name, owner, costCenter, compliance } = workload;
  return { app, service: name, owner, costCenter, compliance };
}

/** The context of `workload` in the environment of `settings`. */
export function workloadContext(settings: Settings, workload: Workload): Context {
  return contextOf(settings, identityOf(workload), workload.retired !== undefined);
}
