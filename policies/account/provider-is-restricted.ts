import type { Settings } from "../../infra/settings/parse";
import { regionsOf } from "../encryption/our-key";
import { resourceRule } from "../support/rule";
import { equalsOrUnknown, type Props, UNKNOWN } from "../support/unknowns";

/** Inputs that are a credential: what is an input is in the state too. */
const KEYS = ["accessKey", "appAuth", "secretKey", "token"];

/**
 * A provider can reach its environment's account and regions, or our GitHub organization, and no
 * other.
 *
 * Why: a stack that is applied with another account's credentials makes a second environment there.
 * A default provider takes whatever account the shell is in.
 *
 * Fix: use the providers of `providersOf`, and give none to a child.
 */
export const providerIsRestricted = resourceRule({
  name: "provider-is-restricted",
  description:
    "AWS providers allow one account and a region of ours; GitHub's is our organization.",
  applies: (type) => type === "pulumi:providers:aws" || type === "pulumi:providers:github",
  *check({ type, name, props }, settings) {
    const place = type === "pulumi:providers:aws" ? aws(props, settings) : gitHub(props, settings);
    for (const wrong of [...credentials(props), ...place]) {
      yield name.startsWith("default_") ? `it is a default provider, and ${wrong}` : wrong;
    }
  },
});

function* credentials(props: Props): Iterable<string> {
  for (const key of KEYS) {
    if (props[key] !== undefined) yield `${key} is given: let the provider find it in the job`;
  }
}

function* aws(props: Props, settings: Settings): Iterable<string> {
  const { allowedAccountIds, region } = props;
  const { accountId } = settings;
  if (
    allowedAccountIds !== UNKNOWN &&
    JSON.stringify(read(allowedAccountIds)) !== `["${accountId}"]`
  ) {
    yield `allowedAccountIds is ${shown(allowedAccountIds)}: set it to ["${accountId}"]`;
  }
  const regions = regionsOf(settings);
  if (regions.some((each) => equalsOrUnknown(region, each))) return;
  yield `region is ${shown(region)}: set it to ${regions.join(" or ")}`;
}

function* gitHub({ owner }: Props, { github: { organization } }: Settings): Iterable<string> {
  if (!equalsOrUnknown(owner, organization))
    yield `owner is ${shown(owner)}: set it to ${organization}`;
}

/** A provider's input that is no text comes as JSON. */
function read(input: unknown): unknown {
  if (typeof input !== "string") return input;
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}

function shown(input: unknown): string {
  return typeof input === "string" ? input : (JSON.stringify(input) ?? "not given");
}
