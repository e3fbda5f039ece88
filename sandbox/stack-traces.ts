import type { PulumiFn } from "@pulumi/pulumi/automation";

/**
 * The same program, whose stack traces name the lines of what runs, and not of its source: Pulumi's
 * SDK writes one for every promise, which takes a good part of a run where each is looked up in source
 * maps. What the program throws is shown with its source's lines as before.
 */
export function withCheapTraces(program: PulumiFn): PulumiFn {
  return async () => {
    process.setSourceMapsEnabled(false);
    try {
      return await program();
    } catch (error) {
      process.setSourceMapsEnabled(true);
      throw error;
    }
  };
}
