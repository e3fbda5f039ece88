import aws from "@pulumi/aws/package.json" with { type: "json" };
import github from "@pulumi/github/package.json" with { type: "json" };
import { openCloud } from "../cloud/record";
import { credentialsIn, placeOfAws, placeOfGithub } from "./credentials";
import { serve } from "./serve";
import { simulated } from "./simulated";

/** How often a provider looks whether its engine is still there, in milliseconds. */
const PATROL = 1000;

const [name] = process.argv.slice(2);
const { folder, account } = credentialsIn(process.env);
const cloud = openCloud(folder);

const PROVIDERS = {
  aws: () => simulated({ version: aws.version, cloud, place: placeOfAws(account) }),
  github: () => simulated({ version: github.version, cloud, place: placeOfGithub(account) }),
};

const provider = PROVIDERS[name as keyof typeof PROVIDERS]();
const { port } = await serve(provider);

// The engine reads the port from the first line and calls until it kills this process.
process.stdout.write(`${port}\n`);

// An engine that was killed kills nothing: without this, its providers would stay for ever.
const engine = process.ppid;
setInterval(() => process.ppid !== engine && process.exit(), PATROL);
