import { PolicyPack } from "@pulumi/policy";
import { noCrossAccountReference } from "./account/no-cross-account-reference";
import { providerIsGuarded } from "./account/provider-is-guarded";
import { regionIsAllowed } from "./account/region-is-allowed";
import { dataUsesCustomerManagedKey } from "./encryption/data-uses-customer-managed-key";
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
import { policyGrantsNoWildcard } from "./identity/policy-grants-no-wildcard";
import { policyHasNoPublicPrincipal } from "./identity/policy-has-no-public-principal";
import { roleHasBoundary } from "./identity/role-has-boundary";
import { containerKeepsALog } from "./logs/container-keeps-a-log";
import { logGroupIsManaged } from "./logs/log-group-is-managed";
import { logGroupKeepsLogs } from "./logs/log-group-keeps-logs";
import { deadLetterQueueHasAlarm } from "./messaging/dead-letter-queue-has-alarm";
import { queueHasDeadLetters } from "./messaging/queue-has-dead-letters";
import { nameFollowsConvention } from "./naming/name-follows-convention";
import { pathNamesItsWorkload } from "./naming/path-names-its-workload";
import { defaultSecurityGroupIsClosed } from "./network/default-security-group-is-closed";
import { ingressIsNotOpen } from "./network/ingress-is-not-open";
import { openIngressIsTheLoadBalancers } from "./network/open-ingress-is-the-load-balancers";
import { vpcClosesItsDefaultGroup } from "./network/vpc-closes-its-default-group";
import { alarmNotifies } from "./observe/alarm-notifies";
import { suppressedAlarmHasComposite } from "./observe/suppressed-alarm-has-composite";
import { deploymentGroupRollsBack } from "./release/deployment-group-rolls-back";
import { imageIsByDigest } from "./release/image-is-by-digest";
import { imageRepositoryIsKept } from "./release/image-repository-is-kept";
import { imageTagIsImmutable } from "./release/image-tag-is-immutable";
import { invokerCallsAnAlias } from "./release/invoker-calls-an-alias";
import { releaseManagedInputsAreIgnored } from "./release/release-managed-inputs-are-ignored";
import { rollbackFollowsMetrics } from "./release/rollback-follows-metrics";
import { serviceRollsBack } from "./release/service-rolls-back";
import { versionIsPinned } from "./release/version-is-pinned";
import { httpOnlyRedirects } from "./runtime/http-only-redirects";
import { listenerSpeaksModernTls } from "./runtime/listener-speaks-modern-tls";
import { taskIsConfined } from "./runtime/task-is-confined";
import { taskIsNotPublic } from "./runtime/task-is-not-public";
import { bucketBlocksPublicAccess } from "./storage/bucket-blocks-public-access";
import { bucketHasOneOwner } from "./storage/bucket-has-one-owner";
import { bucketIsComplete } from "./storage/bucket-is-complete";
import { bucketKeepsVersions } from "./storage/bucket-keeps-versions";
import { bucketSpeaksTlsOnly } from "./storage/bucket-speaks-tls-only";
import { secretValueStaysOut } from "./storage/secret-value-stays-out";
import { tableIsRecoverable } from "./storage/table-is-recoverable";
import { resourceIsTagged } from "./tagging/resource-is-tagged";

new PolicyPack("nc-platform", {
  policies: [
    noCrossAccountReference,
    providerIsGuarded,
    regionIsAllowed,
    deploymentGroupRollsBack,
    imageIsByDigest,
    imageRepositoryIsKept,
    imageTagIsImmutable,
    invokerCallsAnAlias,
    rollbackFollowsMetrics,
    serviceRollsBack,
    versionIsPinned,
    releaseManagedInputsAreIgnored,
    dataUsesCustomerManagedKey,
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
    policyHasNoPublicPrincipal,
    policyGrantsNoWildcard,
    roleHasBoundary,
    containerKeepsALog,
    logGroupIsManaged,
    logGroupKeepsLogs,
    deadLetterQueueHasAlarm,
    queueHasDeadLetters,
    nameFollowsConvention,
    pathNamesItsWorkload,
    defaultSecurityGroupIsClosed,
    ingressIsNotOpen,
    openIngressIsTheLoadBalancers,
    vpcClosesItsDefaultGroup,
    alarmNotifies,
    suppressedAlarmHasComposite,
    httpOnlyRedirects,
    listenerSpeaksModernTls,
    taskIsConfined,
    taskIsNotPublic,
    bucketBlocksPublicAccess,
    bucketHasOneOwner,
    bucketIsComplete,
    bucketKeepsVersions,
    bucketSpeaksTlsOnly,
    secretValueStaysOut,
    tableIsRecoverable,
    resourceIsTagged,
  ],
});
