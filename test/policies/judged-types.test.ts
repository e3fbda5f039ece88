import { expect } from "chai";
import { noCrossAccountReference } from "../../policies/account/no-cross-account-reference";
import { regionIsAllowed } from "../../policies/account/region-is-allowed";
import { regionsOf } from "../../policies/account/regions";
import { dataUsesCustomerManagedKey } from "../../policies/encryption/data-uses-customer-managed-key";
import { noAwsAccessKeyInInputs } from "../../policies/identity/no-aws-access-key-in-inputs";
import { servicePrincipalHasSource } from "../../policies/identity/service-principal-has-source";
import { nameFollowsConvention } from "../../policies/naming/name-follows-convention";
import { noPlaintextSecret } from "../../policies/secrets/no-plaintext-secret";
import { settingsOf } from "../support/contexts";
import { violations } from "../support/violations";

/** A component has the word of a provider in its type, and its inputs go nowhere. */
const COMPONENTS = ["nc:aws:Thing", "nc:github:RepositoryRules"];

/** Names that are paths, domain names, or given by AWS or another system. */
const NAMED_OTHERWISE = [
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:route53/zone:Zone",
  "aws:secretsmanager/secret:Secret",
  "aws:servicediscovery/httpNamespace:HttpNamespace",
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
  "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace",
  "aws:servicediscovery/service:Service",
  "aws:ssm/parameter:Parameter",
];

const LEFT_ALONE = [
  ...[
    noCrossAccountReference,
    regionIsAllowed,
    dataUsesCustomerManagedKey,
    noAwsAccessKeyInInputs,
    noPlaintextSecret,
    nameFollowsConvention,
    servicePrincipalHasSource,
  ].map((rule) => ({ rule, types: COMPONENTS })),
  { rule: nameFollowsConvention, types: NAMED_OTHERWISE },
  // Keys are judged by their encryption context, roles by what assumes them.
  {
    rule: servicePrincipalHasSource,
    types: ["aws:kms/key:Key", "aws:iam/role:Role", "aws:ec2/vpc:Vpc"],
  },
];

describe("what a policy leaves to others", () => {
  for (const { rule, types } of LEFT_ALONE) {
    for (const type of types) {
      it(`${rule.name}: ${type}`, async () => {
        expect(await violations(rule, { type, props: { name: "x" } })).to.equal(undefined);
      });
    }
  }
});

describe("regionsOf", () => {
  const settings = settingsOf("dev", { dr: true });

  for (const [type, regions] of [
    ["aws:codeartifact/domain:Domain", ["us-east-1"]],
    ["aws:kms/key:Key", ["ca-central-1", "us-east-1", "us-east-1"]],
    ["aws:kms/alias:Alias", ["ca-central-1", "us-east-1", "us-east-1"]],
    ["aws:kms/keyPolicy:KeyPolicy", ["ca-central-1", "us-east-1"]],
    ["nc:aws:codeartifact/domain:Domain", ["ca-central-1", "us-east-1"]],
    ["nc:aws:kms/key:Key", ["ca-central-1", "us-east-1"]],
    ["aws:kms/key:Key2", ["ca-central-1", "us-east-1"]],
    ["aws:sqs/queue:Queue", ["ca-central-1", "us-east-1"]],
  ] as const) {
    it(`of ${type}`, () => expect(regionsOf(settings, type)).to.deep.equal(regions));
  }

  it("of a provider, which has no type", () => {
    expect(regionsOf(settings)).to.deep.equal(["ca-central-1", "us-east-1"]);
  });
});
