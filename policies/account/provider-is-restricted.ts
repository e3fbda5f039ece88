import type { Settings } from "../../infra/settings/parse";
import { ciCl002 } from "../support/frameworks";
import { anyResourceRule } from "../support/rule";
import { equalsOrUnknown, isUnknown, type Props } from "../support/unknowns";
import { regionsOf } from "./regions";

/** Inputs that are a credential: what is an input is in the state too. */
const CREDENTIALS = ["accessKey", "appAuth", "secretKey", "token"];

export const providerIsRestricted = anyResourceRule({
  name: "provider-is-restricted",
  description:
    "AWS providers allow one account and an allowed region; GitHub's has our organization, in prod alone.",
  why:
    "A stack that is applied with another account's credentials creates a second environment there. A " +
    "default provider takes whatever account the shell is in.",
  remediationSteps: "Use the providers of `providersOf`, and give none to a child.",
  severity: "critical",
  framework: ciCl002("§3"),
  applies: (type) => type === "pulumi:providers:aws" || type === "pulumi:providers:github",
  *check({ type, name, props }, settings) {
    const restricts = type === "pulumi:providers:aws" ? aws : gitHub;
    for (const wrong of [...credentials(props), ...restricts(props, settings)]) {
      yield name.startsWith("default_") ? `it is a default provider, and ${wrong}` : wrong;
    }
  },
});

function* credentials(props: Props): Iterable<string> {
  for (const key of CREDENTIALS) {
    if (props[key] !== undefined) yield `${key} is given: let the provider find it in the job`;
  }
}

function* aws({ allowedAccountIds, region }: Props, settings: Settings): Iterable<string> {
  const only = `["${settings.accountId}"]`;
  if (!isUnknown(allowedAccountIds) && JSON.stringify(decoded(allowedAccountIds)) !== only) {
    yield `allowedAccountIds is ${shown(allowedAccountIds)}: set it to ${only}`;
  }
  const regions = regionsOf(settings);
  if (regions.some((each) => equalsOrUnknown(region, each))) return;
  yield `region is ${shown(region)}: set it to ${regions.join(" or ")}`;
}

function* gitHub({ owner }: Props, { environment, github }: Settings): Iterable<string> {
  const { organization } = github;
  // Whoever may change GitHub's rules can deploy to prod: no other account has that power.
  if (environment !== "prod") yield `it is of the stack of ${environment}: leave GitHub to prod's`;
  if (equalsOrUnknown(owner, organization)) return;
  yield `owner is ${shown(owner)}: set it to ${organization}`;
}

/** A provider's input that is no text comes as JSON. */
function decoded(input: unknown): unknown {
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
