import type { Line } from "./takes";
import { ARTIFACT_TYPES } from "./types-of-artifacts";
import { FLAG_TYPES } from "./types-of-flags";
import { FUNCTION_TYPES } from "./types-of-functions";
import { IDENTITY_TYPES } from "./types-of-identity";
import { NETWORK_TYPES } from "./types-of-network";
import { OBSERVATION_TYPES } from "./types-of-observation";
import { RUNTIME_TYPES } from "./types-of-runtime";
import { STORE_TYPES } from "./types-of-stores";

/**
 * What every type of AWS resource that the program makes takes of the role that applies it: the
 * calls of the provider's create, update, delete and read. Written by hand from the service
 * authorization reference, so that a new type is thought of.
 */
export const TYPES: Readonly<Record<string, Line>> = {
  ...ARTIFACT_TYPES,
  ...FLAG_TYPES,
  ...FUNCTION_TYPES,
  ...IDENTITY_TYPES,
  ...NETWORK_TYPES,
  ...OBSERVATION_TYPES,
  ...RUNTIME_TYPES,
  ...STORE_TYPES,
};

/** Types, and names of roles and buckets, that an administrator alone changes (docs/decisions/0003, 0031). */
export const ADMINISTRATORS = {
  types: [
    "aws:cloudtrail/trail:Trail",
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    "aws:iam/policy:Policy",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  ],
  roles: [
    "gha-deploy-role",
    "gha-preview-role",
    "nc-platform-stg-audit-trail",
    "nc-platform-prod-audit-trail",
  ],
  rules: ["nc-platform-stg-break-glass-global", "nc-platform-prod-break-glass-global"],
  buckets: [
    "nc-platform-stg-audit-trail-222222222222",
    "nc-platform-prod-audit-trail-333333333333",
  ],
} as const;
