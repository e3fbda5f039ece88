import { PolicyPack } from "@pulumi/policy";
import { planStaysInItsAccount } from "./account/plan-stays-in-its-account";
import { providerIsGuarded } from "./account/provider-is-guarded";
import { regionIsAllowed } from "./account/region-is-allowed";
import { deploymentGroupRollsBack } from "./delivery/deployment-group-rolls-back";
import { imageIsByDigest } from "./delivery/image-is-by-digest";
import { imageRepositoryIsKept } from "./delivery/image-repository-is-kept";
import { imageTagIsImmutable } from "./delivery/image-tag-is-immutable";
import { invokerCallsAnAlias } from "./delivery/invoker-calls-an-alias";
import { rollbackFollowsMetrics } from "./delivery/rollback-follows-metrics";
import { serviceRollsBack } from "./delivery/service-rolls-back";
import { versionIsPinned } from "./delivery/version-is-pinned";
import { whatOthersOwnIsIgnored } from "./delivery/what-others-own-is-ignored";
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
import { containerKeepsALog } from "./logs/container-keeps-a-log";
import { logGroupIsMadeFirst } from "./logs/log-group-is-made-first";
import { logGroupKeepsLogs } from "./logs/log-group-keeps-logs";
import { deadLettersRaiseAnAlarm } from "./messaging/dead-letters-raise-an-alarm";
import { queueHasDeadLetters } from "./messaging/queue-has-dead-letters";
import { nameFollowsConvention } from "./naming/name-follows-convention";
import { pathNamesItsWorkload } from "./naming/path-names-its-workload";
import { defaultSecurityGroupIsClosed } from "./network/default-security-group-is-closed";
import { ingressIsNotOpen } from "./network/ingress-is-not-open";
import { openIngressIsTheLoadBalancers } from "./network/open-ingress-is-the-load-balancers";
import { vpcClosesItsDefaultGroup } from "./network/vpc-closes-its-default-group";
import { alarmNotifies } from "./observe/alarm-notifies";
import { silentAlarmIsHeard } from "./observe/silent-alarm-is-heard";
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
    planStaysInItsAccount,
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
    whatOthersOwnIsIgnored,
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
    containerKeepsALog,
    logGroupIsMadeFirst,
    logGroupKeepsLogs,
    deadLettersRaiseAnAlarm,
    queueHasDeadLetters,
    nameFollowsConvention,
    pathNamesItsWorkload,
    defaultSecurityGroupIsClosed,
    ingressIsNotOpen,
    openIngressIsTheLoadBalancers,
    vpcClosesItsDefaultGroup,
    alarmNotifies,
    silentAlarmIsHeard,
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
