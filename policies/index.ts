import { PolicyPack } from "@pulumi/policy";
import { planStaysInItsAccount } from "./account/plan-stays-in-its-account";
import { providerIsGuarded } from "./account/provider-is-guarded";
import { regionIsOurs } from "./account/region-is-ours";
import { imageRepositoryIsKept } from "./delivery/image-repository-is-kept";
import { imageTagIsImmutable } from "./delivery/image-tag-is-immutable";
import { dataIsEncryptedWithOurKey } from "./encryption/data-is-encrypted-with-our-key";
import { keyRotates } from "./encryption/key-rotates";
import { keyStaysWithItsAccount } from "./encryption/key-stays-with-its-account";
import { environmentAdmitsItsRefs } from "./github/environment-admits-its-refs";
import { environmentAsksItsApprovers } from "./github/environment-asks-its-approvers";
import { repositoryIsGuarded } from "./github/repository-is-guarded";
import { attachedPolicyIsNarrow } from "./identity/attached-policy-is-narrow";
import { githubTrustIsPinned } from "./identity/github-trust-is-pinned";
import { noAwsKeyIsHandedOut } from "./identity/no-aws-key-is-handed-out";
import { noLongLivedCredential } from "./identity/no-long-lived-credential";
import { oidcProviderIsGitHub } from "./identity/oidc-provider-is-github";
import { policyAdmitsNoStranger } from "./identity/policy-admits-no-stranger";
import { policyGrantsNoWildcard } from "./identity/policy-grants-no-wildcard";
import { roleHasBoundary } from "./identity/role-has-boundary";
import { logGroupKeepsLogs } from "./logs/log-group-keeps-logs";
import { nameFollowsConvention } from "./naming/name-follows-convention";
import { pathNamesItsWorkload } from "./naming/path-names-its-workload";
import { defaultSecurityGroupIsClosed } from "./network/default-security-group-is-closed";
import { ingressIsNotOpen } from "./network/ingress-is-not-open";
import { openIngressIsTheLoadBalancers } from "./network/open-ingress-is-the-load-balancers";
import { vpcClosesItsDefaultGroup } from "./network/vpc-closes-its-default-group";
import { bucketBlocksPublicAccess } from "./storage/bucket-blocks-public-access";
import { bucketHasOneOwner } from "./storage/bucket-has-one-owner";
import { bucketIsWhole } from "./storage/bucket-is-whole";
import { bucketKeepsVersions } from "./storage/bucket-keeps-versions";
import { bucketSpeaksTlsOnly } from "./storage/bucket-speaks-tls-only";
import { secretValueStaysOut } from "./storage/secret-value-stays-out";
import { tableIsRecoverable } from "./storage/table-is-recoverable";
import { resourceIsTagged } from "./tagging/resource-is-tagged";

new PolicyPack("nc-platform", {
  policies: [
    planStaysInItsAccount,
    providerIsGuarded,
    regionIsOurs,
    imageRepositoryIsKept,
    imageTagIsImmutable,
    dataIsEncryptedWithOurKey,
    keyRotates,
    keyStaysWithItsAccount,
    environmentAdmitsItsRefs,
    environmentAsksItsApprovers,
    repositoryIsGuarded,
    attachedPolicyIsNarrow,
    githubTrustIsPinned,
    noAwsKeyIsHandedOut,
    noLongLivedCredential,
    oidcProviderIsGitHub,
    policyAdmitsNoStranger,
    policyGrantsNoWildcard,
    roleHasBoundary,
    logGroupKeepsLogs,
    nameFollowsConvention,
    pathNamesItsWorkload,
    defaultSecurityGroupIsClosed,
    ingressIsNotOpen,
    openIngressIsTheLoadBalancers,
    vpcClosesItsDefaultGroup,
    bucketBlocksPublicAccess,
    bucketHasOneOwner,
    bucketIsWhole,
    bucketKeepsVersions,
    bucketSpeaksTlsOnly,
    secretValueStaysOut,
    tableIsRecoverable,
    resourceIsTagged,
  ],
});
