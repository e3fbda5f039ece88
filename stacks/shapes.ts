import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { ReleasedShapes } from "../components/workload/released-shapes";
import { admittedShapes, type Shape, type Shapes, shape } from "../infra/catalog/shape";
import { type Catalog, identityOf, shapeOf } from "../infra/catalog/workload";
import { contextOf } from "../infra/context";
import { parse } from "../infra/problems";
import type { Settings } from "../infra/settings/parse";

/** Shapes that an update admitted, by workload: an output of the stack, which the next update reads. */
export type ShapesByWorkload = Readonly<Record<string, readonly Shape[]>>;

const outputs = z.object({ shapes: z.record(z.string(), z.array(shape)).default({}) });

/**
 * The shapes that the last update of this stack admitted. They are read from Pulumi's own state, as a stack
 * reference is: nothing of AWS is looked up.
 */
export async function formerShapes(): Promise<ShapesByWorkload> {
  const read = await pulumi.runtime.invoke(
    "pulumi:pulumi:readStackOutputs",
    { name: pulumi.getStack() },
    { async: true },
  );
  return parse(outputs, read.outputs, "the outputs of the stack").shapes;
}

/**
 * The shapes that the environment has to serve, by workload.
 *
 * @param former - those that the last update admitted
 */
export async function shapesOf(
  settings: Settings,
  catalog: Catalog,
  former: ShapesByWorkload,
  opts: pulumi.ComponentResourceOptions,
): Promise<ReadonlyMap<string, Shapes>> {
  const all = catalog.map(async (workload): Promise<[string, Shapes]> => {
    const { name } = workload;
    const context = contextOf(settings, identityOf(workload));
    const released = new ReleasedShapes(`${name}-released`, { context }, opts);
    const inUse = released.idsIn(await settled(released.value));
    return [name, admittedShapes(shapeOf(workload), { admitted: former[name] ?? [], inUse })];
  });
  return new Map(await Promise.all(all));
}

/** The value of an output that is an input too, and so is known in a preview. */
function settled<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => void output.apply(resolve));
}
