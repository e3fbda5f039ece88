import { build } from "../delivery/build";
import { codeOf } from "../delivery/code";
import type { Scenario } from "../scenario";
import { firstOf } from "../stage";
import { undone } from "./bad-service-releases";

/** CI/CL-002 §14: the alias `live` is at the version before again. It follows `function-release`. */
export const badFunctionRelease: Scenario = {
  name: "bad-function-release",
  title: "A bad release of a function is rolled back in stg: its alias is the version before again",
  async run(stage, step) {
    const fn = firstOf(stage, "function");
    const sound = codeOf(fn, "v1.0.0");
    await step(
      `${fn.name} v1.1.0 breaks in its watch, and callers reach v1.0.0 again`,
      async () => {
        const want = { cause: "watch", productionPercent: 100, toldBy: "run" } as const;
        return undone(stage, await build(stage, fn, "v1.1.0"), sound, want);
      },
    );
  },
};
