import { z } from "zod";
import { parse } from "../../../../../infra/problems";
import type { Target } from "../target";

const ids = z.array(z.string());

/**
 * Adds the contract's shape to those that may run, before anything of it does: what is shared then keeps
 * serving it (docs/decisions/0027).
 */
export async function addShape(target: Target): Promise<void> {
  const { id } = target.contract.shape;
  const before = await shapesOf(target);
  if (!before.includes(id)) await write(target, [...before, id]);
}

/** Leaves the contract's shape alone, once nothing else runs. */
export async function leaveShape(target: Target): Promise<void> {
  const { id } = target.contract.shape;
  const before = await shapesOf(target);
  if (before.length !== 1 || before[0] !== id) await write(target, [id]);
}

async function shapesOf({ clients, contract }: Target): Promise<readonly string[]> {
  const { parameter: Name } = contract.shape;
  const ssm = await clients.ssm();
  const { Parameter } = await ssm.getParameter({ Name });
  let value: unknown = Parameter?.Value;
  try {
    value = JSON.parse(Parameter?.Value ?? "");
  } catch {
    // The schema says what is wanted in place of text that is no JSON.
  }
  return parse(ids, value, Name);
}

async function write({ clients, contract }: Target, shapes: readonly string[]): Promise<void> {
  const ssm = await clients.ssm();
  const { parameter: Name } = contract.shape;
  await ssm.putParameter({ Name, Value: JSON.stringify(shapes), Type: "String", Overwrite: true });
}
