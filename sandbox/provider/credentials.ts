import { formatProblem } from "../../infra/problems";
import { ProviderError } from "../cloud/provider-error";
import type { Properties } from "../cloud/record";
import type { Location } from "../cloud/resource-state";

/** What the runner gives to each provider, instead of a user's credentials. */
export interface Credentials {
  /** Folder of the simulated cloud's record. */
  readonly folder: string;
  /** Account that the simulated credentials belong to: 12 digits. */
  readonly account: string;
}

/** @throws {ProviderError} that names the variable that is missing */
export function credentialsIn(environment: NodeJS.ProcessEnv): Credentials {
  const read = (name: string, want: string): string => {
    const value = environment[name];
    if (!value) throw new ProviderError(formatProblem(name, value, want));
    return value;
  };
  return {
    folder: read("NC_SANDBOX_CLOUD", "the folder of the simulated cloud"),
    account: read("NC_SANDBOX_ACCOUNT", "the account id of the simulated credentials"),
  };
}

/** The location of an AWS provider; refuses credentials of an account that it does not allow. */
export function locationOfAws(account: string): (config: Properties) => Location {
  return (config) => {
    const allowed = listIn(config.allowedAccountIds);
    if (allowed && !allowed.includes(account)) {
      const want = `a list with ${account}, the account of the credentials in use`;
      throw new ProviderError(formatProblem("allowedAccountIds", allowed, want));
    }
    if (listIn(config.forbiddenAccountIds)?.includes(account)) {
      throw new ProviderError(formatProblem("forbiddenAccountIds", account, "another account"));
    }
    const { region } = config;
    if (typeof region !== "string" || region === "") {
      throw new ProviderError(formatProblem("region", region, "an AWS region"));
    }
    return { account, region };
  };
}

/** The location of a GitHub provider: the organization of its configuration. */
export function locationOfGithub(account: string): (config: Properties) => Location {
  return ({ owner }) => ({
    account: typeof owner === "string" ? owner : account,
    region: "global",
  });
}

/** A list, which the engine passes as JSON text in a provider's configuration. */
function listIn(value: unknown): string[] | undefined {
  const list: unknown = typeof value === "string" ? JSON.parse(value) : value;
  return Array.isArray(list) && list.length > 0 ? list.map(String) : undefined;
}
