import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { Context } from "../../infra/context";
import { RELEASED } from "../../infra/naming/names";
import { parse } from "../../infra/problems";
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
  /** The ids, as the state has them. */
  readonly ids: pulumi.Output<readonly string[]>;

  constructor(name: string, args: ReleasedShapesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:ReleasedShapes", name, {}, opts);
    const { context } = args;
    const path = context.configPath(RELEASED);
    const parameter = new aws.ssm.Parameter(
      name,
      {
        name: path,
        type: "String",
        tier: "Standard",
        insecureValue: NONE,
        tags: context.tags(RELEASED),
      },
      { parent: this, ignoreChanges: ["insecureValue"] },
    );
    this.ids = parameter.insecureValue.apply((text) => idsOf(text, path));
    this.registerOutputs({ ids: this.ids });
  }
}

/** @throws {InvalidInput} for a value that no release has written */
function idsOf(text: string, path: string): readonly string[] {
  let value: unknown = text;
  try {
    value = JSON.parse(text);
  } catch {
    // The schema says what is wanted in place of text that is no JSON.
  }
  return parse(ids, value, path);
}

/** Reads and writes which shapes of the workload of `context` its releases run. */
export function releasedPermissions(context: Context): Statement[] {
  const parameter = `${workloadArns(context).configPrefix}${RELEASED}`;
  return [allow("Released", "ssm", ["GetParameter", "PutParameter"], parameter)];
}
