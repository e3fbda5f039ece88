import * as pulumi from "@pulumi/pulumi";
import { problem } from "./problems";

/** A component's user error: printed as one line, without a stack. */
export function invalid(owner: pulumi.Resource, field: string, got: unknown, want: string) {
  return new pulumi.ResourceError(problem(field, got, want), owner, true);
}
