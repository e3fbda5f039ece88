import { PolicyPack } from "@pulumi/policy";
import { noLongLivedCredential } from "./identity/no-long-lived-credential";
import { nameFollowsConvention } from "./naming/name-follows-convention";
import { resourceIsTagged } from "./tagging/resource-is-tagged";

new PolicyPack("nc-platform", {
  policies: [nameFollowsConvention, resourceIsTagged, noLongLivedCredential],
});
