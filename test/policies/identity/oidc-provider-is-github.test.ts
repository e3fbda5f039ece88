import { oidcProviderIsGitHub } from "../../../policies/identity/oidc-provider-is-github";
import { judges, LATER } from "../../support/violations";

const OIDC = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
const ISSUER = "token.actions.githubusercontent.com";
const ISSUED = { url: `https://${ISSUER}`, clientIdLists: ["sts.amazonaws.com"] };

judges(oidcProviderIsGitHub, {
  "passes GitHub's": { type: OIDC, props: ISSUED },
  "passes what is unknown": { type: OIDC, props: { url: LATER, clientIdLists: LATER } },
  "refuses another issuer": { type: OIDC, props: { ...ISSUED, url: "https://x" }, says: [/^url/] },
  "refuses a second audience": {
    type: OIDC,
    props: { ...ISSUED, clientIdLists: ["sts.amazonaws.com", "x"] },
    says: [/^clientIdLists/],
  },
  "refuses no audience": {
    type: OIDC,
    props: { ...ISSUED, clientIdLists: [] },
    says: [/^clientIdLists/],
  },
});
