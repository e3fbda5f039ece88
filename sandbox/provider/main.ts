import "../start-up";
import aws from "@pulumi/aws/package.json" with { type: "json" };
import github from "@pulumi/github/package.json" with { type: "json" };
import { formatProblem } from "../../infra/problems";
import { openCloud } from "../cloud/record";
import { credentialsIn, locationOfAws, locationOfGithub } from "./credentials";
import { serve } from "./serve";
import { simulated } from "./simulated";

/** How often a provider looks whether its engine is still there, in milliseconds. */
const PARENT_POLL_MS = 1000;

const START: Record<string, (args: string[]) => Promise<void>> = {
  async aws() {
    const { folder, account } = credentialsIn(process.env);
    const location = locationOfAws(account);
    await announce(simulated({ version: aws.version, cloud: openCloud(folder), location }));
  },
  async awsx(args) {
    // Only here: it is made of the Pulumi SDK, which takes long to load.
    const { serveAwsx } = await import("./awsx/serve");
    await serveAwsx(args);
  },
  async github() {
    const { folder, account } = credentialsIn(process.env);
    const location = locationOfGithub(account);
    await announce(simulated({ version: github.version, cloud: openCloud(folder), location }));
  },
};

const [name = "", ...args] = process.argv.slice(2);
const start = Object.hasOwn(START, name) ? START[name] : undefined;
if (!start) {
  process.stderr.write(
    `${formatProblem("provider", name, `one of ${Object.keys(START).join(", ")}`)}\n`,
  );
  process.exit(1);
}
await start(args);

// An engine that was killed kills nothing: without this, its providers would stay for ever.
const engine = process.ppid;
setInterval(() => process.ppid !== engine && process.exit(), PARENT_POLL_MS);

/** The engine reads the port from the first line, and calls until it kills this process. */
async function announce(provider: Parameters<typeof serve>[0]): Promise<void> {
  const { port } = await serve(provider);
  process.stdout.write(`${port}\n`);
}
