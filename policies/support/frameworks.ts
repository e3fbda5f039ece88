import type { PolicyComplianceFramework } from "@pulumi/policy";

/** Sections of the platform's specification that rules enforce. */
const SECTIONS = {
  "§3": "Environments and AWS accounts",
  "§4": "Identity and access with GitHub OIDC",
  "§7": "Application delivery patterns",
  "§7.2": "Lambda functions",
  "§7.3": "Async workers and schedulers",
  "§9": "Configuration and secrets",
  "§11": "Promotion flow",
  "§12": "Environment protections and approvals",
  "§13": "Observability and bake verification",
  "§14": "Rollback and break-glass",
  "§15": "Artifact promotion and provenance",
  "§17": "Resource naming and tags",
} as const;

/** A section of the Continuous Delivery and Environment Promotion Specification. */
export function ciCl002(section: keyof typeof SECTIONS): PolicyComplianceFramework {
  return {
    name: "CI/CL-002",
    version: "draft",
    reference: section,
    specification: SECTIONS[section],
  };
}

/**
 * A control of AWS Foundational Security Best Practices (AWS Security Hub CSPM guide, "Control
 * reference").
 *
 * @param reference - the control's id, such as `S3.5`
 * @param specification - what the control asks for
 */
export function fsbp(reference: string, specification: string): PolicyComplianceFramework {
  const name = "AWS Foundational Security Best Practices";
  return { name, version: "1.0.0", reference, specification };
}

/** The page of AWS about a control of {@link fsbp}. */
export function controlUrl(reference: string): string {
  const [service, number] = reference.toLowerCase().split(".");
  return `https://docs.aws.amazon.com/securityhub/latest/userguide/${service}-controls.html#${service}-${number}`;
}
