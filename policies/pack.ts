import type { Policies } from "@pulumi/policy";
import { noCrossAccountReference } from "./account/no-cross-account-reference";
import { providerIsRestricted } from "./account/provider-is-restricted";
import { regionIsAllowed } from "./account/region-is-allowed";
import { dataUsesCustomerManagedKey } from "./encryption/data-uses-customer-managed-key";
import { keyPolicyKeepsAccountRoot } from "./encryption/key-policy-keeps-account-root";
import { keyRotates } from "./encryption/key-rotates";
import { environmentHasRequiredReviewers } from "./github/environment-has-required-reviewers";
import { environmentRestrictsRefs } from "./github/environment-restricts-refs";
import { repositoryAccessIsRestricted } from "./github/repository-access-is-restricted";
import { repositoryHasEnvironments } from "./github/repository-has-environments";
import { rulesetIsEnforced } from "./github/ruleset-is-enforced";
import { attachedPolicyIsNotBroad } from "./identity/attached-policy-is-not-broad";
import { conditionKeyIsRequired } from "./identity/condition-key-is-required";
import { githubTrustIsPinned } from "./identity/github-trust-is-pinned";
import { grantExpires } from "./identity/grant-expires";
import { noAwsAccessKeyInInputs } from "./identity/no-aws-access-key-in-inputs";
import { noLongLivedCredential } from "./identity/no-long-lived-credential";
import { oidcProviderIsGitHub } from "./identity/oidc-provider-is-github";
import { peopleRoleIsTimeBound } from "./identity/people-role-is-time-bound";
import { policyGrantsNoWildcard } from "./identity/policy-grants-no-wildcard";
import { policyHasNoPublicPrincipal } from "./identity/policy-has-no-public-principal";
import { roleHasPermissionsBoundary } from "./identity/role-has-permissions-boundary";
import { roleTrustIsRestricted } from "./identity/role-trust-is-restricted";
import { sensitiveActionHasCondition } from "./identity/sensitive-action-has-condition";
import { sensitiveActionNamesItsResource } from "./identity/sensitive-action-names-its-resource";
import { servicePrincipalHasSource } from "./identity/service-principal-has-source";
import { workloadIsReachedByLinks } from "./identity/workload-is-reached-by-links";
import { accountHasAuditTrail } from "./logs/account-has-audit-trail";
import { auditBucketIsLocked } from "./logs/audit-bucket-is-locked";
import { auditTrailIsEnabled } from "./logs/audit-trail-is-enabled";
import { breakGlassIsDetected } from "./logs/break-glass-is-detected";
import { containerHasLogConfiguration } from "./logs/container-has-log-configuration";
import { logGroupHasRetention } from "./logs/log-group-has-retention";
import { logGroupIsManaged } from "./logs/log-group-is-managed";
import { metricFilterHasAlarm } from "./logs/metric-filter-has-alarm";
import { deadLetterQueueHasAlarm } from "./messaging/dead-letter-queue-has-alarm";
import { functionKeepsFailedEvents } from "./messaging/function-keeps-failed-events";
import { lostEventIsKept } from "./messaging/lost-event-is-kept";
import { queueHasDeadLetterQueue } from "./messaging/queue-has-dead-letter-queue";
import { nameFollowsConvention } from "./naming/name-follows-convention";
import { pathFollowsConvention } from "./naming/path-follows-convention";
import { defaultSecurityGroupIsClosed } from "./network/default-security-group-is-closed";
import { ingressIsRestricted } from "./network/ingress-is-restricted";
import { publicIngressIsLoadBalancer } from "./network/public-ingress-is-load-balancer";
import { resourceIsNotPublic } from "./network/resource-is-not-public";
import { subscriberIsNamedBySettings } from "./network/subscriber-is-named-by-settings";
import { vpcManagesDefaultSecurityGroup } from "./network/vpc-manages-default-security-group";
import { alarmNamesResponse } from "./observe/alarm-names-response";
import { alarmNotifies } from "./observe/alarm-notifies";
import { suppressedAlarmHasComposite } from "./observe/suppressed-alarm-has-composite";
import { deploymentGroupRollsBack } from "./release/deployment-group-rolls-back";
import { functionIsInvokedByAlias } from "./release/function-is-invoked-by-alias";
import { imageIsByDigest } from "./release/image-is-by-digest";
import { imageRepositoryHasScanningAndLifecycle } from "./release/image-repository-has-scanning-and-lifecycle";
import { imageTagIsImmutable } from "./release/image-tag-is-immutable";
import { releaseManagedInputsAreIgnored } from "./release/release-managed-inputs-are-ignored";
import { rollbackUsesMetricAlarms } from "./release/rollback-uses-metric-alarms";
import { serviceRollsBack } from "./release/service-rolls-back";
import { versionIsPinned } from "./release/version-is-pinned";
import { containerIsHardened } from "./runtime/container-is-hardened";
import { functionLimitsConcurrency } from "./runtime/function-limits-concurrency";
import { httpListenerRedirects } from "./runtime/http-listener-redirects";
import { instanceRequiresImdsv2 } from "./runtime/instance-requires-imdsv2";
import { listenerUsesModernTls } from "./runtime/listener-uses-modern-tls";
import { noShellInTasks } from "./runtime/no-shell-in-tasks";
import { taskHasNoPublicIp } from "./runtime/task-has-no-public-ip";
import { noPlaintextSecret } from "./secrets/no-plaintext-secret";
import { noSecretValueInProgram } from "./secrets/no-secret-value-in-program";
import { accountBlocksPublicAccess } from "./storage/account-blocks-public-access";
import { bucketBlocksPublicAccess } from "./storage/bucket-blocks-public-access";
import { bucketHasAclsDisabled } from "./storage/bucket-has-acls-disabled";
import { bucketHasRequiredParts } from "./storage/bucket-has-required-parts";
import { bucketHasVersioning } from "./storage/bucket-has-versioning";
import { bucketRequiresTls } from "./storage/bucket-requires-tls";
import { dataStoreIsRecoverable } from "./storage/data-store-is-recoverable";
import { dataStoreUsesTls } from "./storage/data-store-uses-tls";
import { tableHasPointInTimeRecovery } from "./storage/table-has-point-in-time-recovery";
import { resourceIsTagged } from "./tagging/resource-is-tagged";

/** Every rule of the pack. */
export const POLICIES: Policies = [
  noCrossAccountReference,
  providerIsRestricted,
  regionIsAllowed,
  dataUsesCustomerManagedKey,
  keyPolicyKeepsAccountRoot,
  keyRotates,
  environmentHasRequiredReviewers,
  environmentRestrictsRefs,
  repositoryAccessIsRestricted,
  repositoryHasEnvironments,
  rulesetIsEnforced,
  attachedPolicyIsNotBroad,
  conditionKeyIsRequired,
  githubTrustIsPinned,
  grantExpires,
  noAwsAccessKeyInInputs,
  noLongLivedCredential,
  oidcProviderIsGitHub,
  peopleRoleIsTimeBound,
  policyGrantsNoWildcard,
  policyHasNoPublicPrincipal,
  roleHasPermissionsBoundary,
  roleTrustIsRestricted,
  sensitiveActionHasCondition,
  sensitiveActionNamesItsResource,
  servicePrincipalHasSource,
  workloadIsReachedByLinks,
  accountHasAuditTrail,
  auditBucketIsLocked,
  auditTrailIsEnabled,
  breakGlassIsDetected,
  containerHasLogConfiguration,
  logGroupHasRetention,
  logGroupIsManaged,
  metricFilterHasAlarm,
  deadLetterQueueHasAlarm,
  functionKeepsFailedEvents,
  lostEventIsKept,
  queueHasDeadLetterQueue,
  nameFollowsConvention,
  pathFollowsConvention,
  defaultSecurityGroupIsClosed,
  ingressIsRestricted,
  publicIngressIsLoadBalancer,
  resourceIsNotPublic,
  subscriberIsNamedBySettings,
  vpcManagesDefaultSecurityGroup,
  alarmNamesResponse,
  alarmNotifies,
  suppressedAlarmHasComposite,
  deploymentGroupRollsBack,
  functionIsInvokedByAlias,
  imageIsByDigest,
  imageRepositoryHasScanningAndLifecycle,
  imageTagIsImmutable,
  releaseManagedInputsAreIgnored,
  rollbackUsesMetricAlarms,
  serviceRollsBack,
  versionIsPinned,
  containerIsHardened,
  functionLimitsConcurrency,
  httpListenerRedirects,
  instanceRequiresImdsv2,
  listenerUsesModernTls,
  noShellInTasks,
  taskHasNoPublicIp,
  noPlaintextSecret,
  noSecretValueInProgram,
  accountBlocksPublicAccess,
  bucketBlocksPublicAccess,
  bucketHasAclsDisabled,
  bucketHasRequiredParts,
  bucketHasVersioning,
  bucketRequiresTls,
  dataStoreIsRecoverable,
  dataStoreUsesTls,
  tableHasPointInTimeRecovery,
  resourceIsTagged,
];
