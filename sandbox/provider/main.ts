import "../start-up";
import type * as grpc from "@grpc/grpc-js";
import aws from "@pulumi/aws/package.json" with { type: "json" };
import github from "@pulumi/github/package.json" with { type: "json" };
import { formatProblem } from "../../infra/problems";
import { openCloud } from "../cloud/record";
import { awsxService } from "./awsx/construct";
import { credentialsIn, locationOfAws, locationOfGithub } from "./credentials";
import { serve, serviceOf } from "./service";
import { simulated } from "./simulated";

/** How often a provider looks whether its engine is still there, in milliseconds. */
const PARENT_POLL_MS = 1000;

const SERVICES: Record<string, () => grpc.UntypedServiceImplementation> = {
  aws() {
    const { folder, account } = credentialsIn(process.env);
    const location = locationOfAws(account);
    return serviceOf(simulated({ version: aws.version, cloud: openCloud(folder), location }));
  },
  awsx: () => awsxService,
  github() {
    const { folder, account } = credentialsIn(process.env);
    const location = locationOfGithub(account);
    return serviceOf(simulated({ version: github.version, cloud: openCloud(folder), location }));
  },
};

const [name = ""] = process.argv.slice(2);
const service = Object.hasOwn(SERVICES, name) ? SERVICES[name] : undefined;
if (!service) {
  const want = `one of ${Object.keys(SERVICES).join(", ")}`;
  process.stderr.write(`${formatProblem("provider", name, want)}\n`);
  process.exit(1);
}
// The engine reads the port from the first line, and calls until it kills this process.
const { port } = await serve(service());
process.stdout.write(`${port}\n`);

// An engine that was killed kills nothing: without this, its providers would never end.
const engine = process.ppid;
setInterval(() => process.ppid !== engine && process.exit(), PARENT_POLL_MS);
