import awsx from "@pulumi/awsx/package.json" with { type: "json" };
import { main } from "@pulumi/pulumi/provider/server.js";
import { formatProblem } from "../../../infra/problems";
import { ProviderError } from "../../cloud/provider-error";
import { Vpc } from "./vpc";

/** Serves awsx's components to the engine; it prints the port itself. */
export async function serveAwsx(args: string[]): Promise<void> {
  const provider = {
    version: awsx.version,
    async construct(name: string, type: string, inputs: object, options: object) {
      if (type !== "awsx:ec2:Vpc") {
        throw new ProviderError(
          formatProblem("type", type, '"awsx:ec2:Vpc", the one that the sandbox makes'),
        );
      }
      const vpc = new Vpc(name, inputs, options);
      return { urn: vpc.urn, state: vpc.outputs };
    },
  };
  await main(provider, args);
}
