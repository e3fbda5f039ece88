import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Environment } from "../../../infra/environments";
import { currentInputs } from "../../cloud/account";
import { foldersOf } from "../../folders";
import { resourcesIn } from "../../state";
import type { Stage } from "../stage";

/** A resource of Pulumi's state, as far as it is read; every other field is kept. */
const resource = z.looseObject({
  urn: z.string(),
  type: z.string(),
  inputs: z.record(z.string(), z.unknown()).default({}),
});

/** Name of the program's project (`Pulumi.yaml`). */
const PROJECT = { name: "nc-platform" };

/**
 * What `pulumi refresh --preview-only --json` prints of an environment's account, made of the state and of what the
 * simulated provider reads, without the engine, which takes too long here: `npx nc --sandbox drift` runs it.
 */
export function refreshPreview(stage: Stage, environment: Environment): string {
  const { cloud, id: account } = stage.accounts[environment];
  const entries = new Map(cloud.list().map((each) => [each.urn, each]));
  const state = z
    .array(resource)
    .parse(resourcesIn(foldersOf(stage.folder), PROJECT, environment))
    .filter(({ type }) => type.startsWith("aws:"));
  const steps = state.map((old) => {
    const { urn } = old;
    const entry = entries.get(urn);
    if (entry === undefined) return { op: "delete", urn, oldState: old };
    const inputs = currentInputs(entry, { account, region: entry.region });
    const keys = Object.keys({ ...old.inputs, ...inputs });
    const differ = keys.filter((key) => !isDeepStrictEqual(inputs[key], entry.inputs[key]));
    const newState = { ...old, inputs: { ...old.inputs, ...pick(inputs, differ) } };
    const detailedDiff = Object.fromEntries(differ.map((key) => [key, { kind: "update" }]));
    const op = differ.length > 0 ? "update" : "refresh";
    return { op, urn, oldState: old, newState, detailedDiff };
  });
  return JSON.stringify({ steps });
}

function pick(record: Readonly<Record<string, unknown>>, keys: readonly string[]) {
  return Object.fromEntries(keys.map((key) => [key, record[key]]));
}
