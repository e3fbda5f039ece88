import { ciCl002 } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { equalsOrUnknown, given, isUnknown } from "../support/unknowns";

const URL = "https://token.actions.githubusercontent.com";
const AUDIENCE = "sts.amazonaws.com";

export const oidcProviderIsGitHub = resourceRule({
  name: "oidc-provider-is-github",
  description: "The one OIDC provider is GitHub's, with the audience of AWS STS alone.",
  why: "A token that was issued for another audience, or by another issuer, opens our roles.",
  remediationSteps: "Create it with `GitHubOidcProvider`.",
  severity: "critical",
  framework: ciCl002("§4"),
  types: ["aws:iam/openIdConnectProvider:OpenIdConnectProvider"],
  *check({ props: { url, clientIdLists } }) {
    if (!isUnknown(url) && `${url}`.replace(/^(?!https:)/, "https://") !== URL) {
      yield `url is ${url}: set it to ${URL}`;
    }
    const audiences = given(clientIdLists);
    if (audiences.length !== 1 || !equalsOrUnknown(audiences[0], AUDIENCE)) {
      yield `clientIdLists is ${JSON.stringify(audiences)}: set it to ["${AUDIENCE}"]`;
    }
  },
});
