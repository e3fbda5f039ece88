import type { Properties } from "../../../cloud/record";

/** The hooks of a service at one stage of its deployments, as its deployment configuration has them. */
export function hooksAt(configuration: Properties, stage: string): Properties[] {
  const hooks = Array.isArray(configuration.lifecycleHooks) ? configuration.lifecycleHooks : [];
  return hooks.filter((each: Properties) =>
    Array.isArray(each.lifecycleStages) ? each.lifecycleStages.includes(stage) : false,
  );
}
