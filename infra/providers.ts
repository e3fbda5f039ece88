import * as aws from "@pulumi/aws";
import * as github from "@pulumi/github";
import type * as pulumi from "@pulumi/pulumi";
import { MANAGES_GITHUB } from "./environments";
import type { Settings } from "./settings/parse";

/** The providers of one stack. No resource is made with a default provider. */
interface Providers {
  /** AWS, primary region. */
  readonly primary: aws.Provider;
  /** AWS, DR region; only where DR is on. */
  readonly dr?: aws.Provider;
  /** GitHub, the organization of the settings; only in the stack that manages it. */
  readonly github?: github.Provider;
}

/**
 * Makes the providers. Each AWS provider allows exactly one account: a stack that is run with
 * another account's credentials fails before its first call.
 */
export function providersOf(settings: Settings): Providers {
  const { accountId, environment, region, dr, drRegion } = settings;
  const account: aws.ProviderArgs = { allowedAccountIds: [accountId] };
  return {
    primary: new aws.Provider("aws", { ...account, region }),
    ...(dr ? { dr: new aws.Provider("aws-dr", { ...account, region: drRegion }) } : {}),
    ...(environment === MANAGES_GITHUB ? { github: gitHubProvider(settings) } : {}),
  };
}

function gitHubProvider({ github: { organization } }: Settings): github.Provider {
  const opts = { transformations: [dropToken] };
  return new github.Provider("github", { owner: organization }, opts);
}

/**
 * The SDK makes an input of `GITHUB_TOKEN`. It would be in the state, where a preview reads it, and no
 * plan would hold, as each run has another one. The provider reads the variable itself.
 */
function dropToken({ props: { token: _, ...props }, opts }: pulumi.ResourceTransformationArgs) {
  return { props, opts };
}

/** Options of a top-level component whose children each take the provider of their package. */
export function withProviders(
  ...providers: pulumi.ProviderResource[]
): pulumi.ComponentResourceOptions {
  return { providers };
}
