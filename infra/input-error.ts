import * as pulumi from "@pulumi/pulumi";
import { formatProblem } from "./problems";

/** A component's user error: printed as one line, without a stack. */
export function inputError(owner: pulumi.Resource, field: string, got: unknown, want: string) {
  return new pulumi.ResourceError(formatProblem(field, got, want), owner, true);
}
