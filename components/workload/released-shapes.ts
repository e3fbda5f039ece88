import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { Context } from "../../infra/context";
import { inputError } from "../../infra/input-error";
import { RELEASED } from "../../infra/naming/names";
import { workloadArns } from "../identity/arns";
import { allow, type Statement } from "../identity/statement";

/** Before the first release. */
const NONE = "[]";

const ids = z.array(z.string());

export interface ReleasedShapesArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
}

/**
 * The parameter `/nc/<env>/<svc>/config/released`, which says which shapes of a workload its releases run: a
 * JSON list of ids. The program writes an empty list once; then each release does (docs/decisions/0027).
 * Only its tags may change: an update of another input would write back the value that the state has.
 */
export class ReleasedShapes extends pulumi.ComponentResource {
  /** The parameter's value, as the state has it: {@link idsIn} reads it. */
  readonly value: pulumi.Output<string>;
  private readonly path: string;

  constructor(name: string, args: ReleasedShapesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:ReleasedShapes", name, {}, opts);
    const { context } = args;
    this.path = context.configPath(RELEASED);
    const parameter = new aws.ssm.Parameter(
      name,
      {
        name: this.path,
        type: "String",
        tier: "Standard",
        insecureValue: NONE,
        tags: context.tags(RELEASED),
      },
      { parent: this, ignoreChanges: ["insecureValue"] },
    );
    this.value = parameter.insecureValue;
    this.registerOutputs({ value: this.value });
  }

  /**
   * The ids in the value that the parameter has: not within `apply`, where an error ends nothing.
   *
   * @throws {pulumi.ResourceError} for a value that no release has written
   */
  idsIn(value: string): readonly string[] {
    const read = ids.safeParse(jsonOf(value)).data;
    if (read) return read;
    throw inputError(this, this.path, value, 'a JSON list of ids such as ["0123456789ab"]');
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads and writes which shapes of the workload of `context` its releases run. */
export function releasedPermissions(context: Context): Statement[] {
  const parameter = `${workloadArns(context).configPrefix}${RELEASED}`;
  return [allow("Released", "ssm", ["GetParameter", "PutParameter"], parameter)];
}
