import { resourceRule } from "../support/rule";
import { equalsOrUnknown, UNKNOWN, valuesAt } from "../support/unknowns";

const URL = "https://token.actions.githubusercontent.com";
const AUDIENCE = "sts.amazonaws.com";

/**
 * The account trusts one issuer of tokens, GitHub Actions, for one audience, AWS STS.
 *
 * Why: a token that was made for someone else's audience, or by another issuer, opens our roles.
 *
 * Fix: make it with `GitHubOidcProvider`.
 */
export const oidcProviderIsGitHub = resourceRule({
  name: "oidc-provider-is-github",
  description: "The one OIDC provider is GitHub's, with the audience of AWS STS alone.",
  applies: (type) => type === "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
  *check({ props }) {
    const { url } = props;
    const audiences = valuesAt(props, "clientIdLists.*");
    if (url !== UNKNOWN && `${url}`.replace(/^(?!https:)/, "https://") !== URL) {
      yield `url is ${url}: set it to ${URL}`;
    }
    if (audiences.length > 1 || !equalsOrUnknown(audiences[0], AUDIENCE)) {
      yield `clientIdLists is ${JSON.stringify(audiences)}: set it to ["${AUDIENCE}"]`;
    }
  },
});
