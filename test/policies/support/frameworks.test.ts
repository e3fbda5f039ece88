import { expect } from "chai";
import { ciCl002, controlUrl, fsbp } from "../../../policies/support/frameworks";

/** Titles of the sections of CI/CL-002 that a rule may enforce. */
const TITLES = {
  "§3": "Environments and AWS accounts",
  "§4": "Identity and access with GitHub OIDC",
  "§7": "Application delivery patterns",
  "§7.2": "Lambda functions",
  "§7.3": "Async workers and schedulers",
  "§9": "Configuration and secrets",
  "§11": "Promotion flow",
  "§12": "Environment protections and approvals",
  "§13": "Observability and bake verification",
  "§15": "Artifact promotion and provenance",
  "§17": "Resource naming and tags",
} as const;

describe("what demands a policy", () => {
  for (const section of Object.keys(TITLES) as (keyof typeof TITLES)[]) {
    it(`is ${section} of the specification, by its title`, () => {
      expect(ciCl002(section)).to.deep.equal({
        name: "CI/CL-002",
        version: "draft",
        reference: section,
        specification: TITLES[section],
      });
    });
  }

  it("is a control of AWS's standard, with its page", () => {
    expect(fsbp("S3.5", "Use TLS")).to.deep.equal({
      name: "AWS Foundational Security Best Practices",
      version: "1.0.0",
      reference: "S3.5",
      specification: "Use TLS",
    });
    expect(controlUrl("EC2.18")).to.equal(
      "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18",
    );
  });
});
