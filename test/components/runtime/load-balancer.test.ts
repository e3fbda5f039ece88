import { expect } from "chai";
import { LoadBalancer } from "../../../components/runtime/load-balancer";
import { contextIn } from "../../support/contexts";
import { recordOptions } from "../../support/options";
import { only, record } from "../../support/record";

const context = contextIn("prod");
const LISTENER = "aws:lb/listener:Listener";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const args = {
  context,
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2"],
  natAddresses: ["203.0.113.1", "203.0.113.2"],
};
const make = () => record(() => new LoadBalancer("lb", args));

describe("LoadBalancer", () => {
  it("[§7.1] drops invalid headers, writes access logs and refuses deletion in prod", async () => {
    const { securityGroups, ...inputs } = only(
      await make(),
      "aws:lb/loadBalancer:LoadBalancer",
    ).inputs;
    expect(inputs).to.deep.equal({
      name: "nc-platform-prod-load-balancer",
      loadBalancerType: "application",
      internal: false,
      subnets: ["subnet-1", "subnet-2"],
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      enableDeletionProtection: true,
      accessLogs: {
        bucket: "nc-platform-prod-load-balancer-logs-333333333333",
        enabled: true,
      },
      tags: context.tags("load-balancer"),
    });
    expect(securityGroups).to.have.lengthOf(1);
  });

  it("admits anyone to HTTP and HTTPS, and to the test port only what comes from the VPC", async () => {
    const admitted = (await make())
      .filter(({ type }) => type === INGRESS)
      .map(({ inputs }) => [inputs.fromPort, inputs.toPort, inputs.cidrIpv4]);
    expect(admitted).to.deep.equal([
      [443, 443, "0.0.0.0/0"],
      [80, 80, "0.0.0.0/0"],
      [8443, 8443, "10.30.0.0/16"],
      [8443, 8443, "203.0.113.1/32"],
      [8443, 8443, "203.0.113.2/32"],
    ]);
  });

  it("redirects HTTP to HTTPS", async () => {
    expect(only(await make(), LISTENER, "lb-listeners-redirect").inputs).to.deep.include({
      protocol: "HTTP",
      port: 80,
      defaultActions: [
        { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
      ],
    });
  });

  for (const [key, port] of [
    ["production", 443],
    ["test", 8443],
  ] as const) {
    it(`speaks TLS 1.2 at least on the ${key} listener, and answers 404 of itself`, async () => {
      const { inputs } = only(await make(), LISTENER, `lb-listeners-${key}`);
      expect(inputs).to.deep.include({
        protocol: "HTTPS",
        port,
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        certificateArn: context.settings.certificateArn,
        defaultActions: [
          {
            type: "fixed-response",
            fixedResponse: {
              contentType: "text/plain",
              messageBody: "Not found",
              statusCode: "404",
            },
          },
        ],
      });
    });
  }

  it("ignores changes of a listener's default action, which CodeDeploy may make", async () => {
    const recorded = recordOptions();
    await record(() => new LoadBalancer("lb", args, recorded.opts));
    expect(recorded.optionsOf.get(LISTENER)?.ignoreChanges).to.deep.equal(["defaultActions"]);
  });

  it("lets both writers of access logs into its bucket, and puts the host name in the zone", async () => {
    const made = await make();
    const policy = only(made, "aws:s3/bucketPolicy:BucketPolicy").inputs.policy;
    const writers = JSON.parse(policy).Statement.filter(
      (each: { Effect: string }) => each.Effect === "Allow",
    );
    const object = "arn:aws:s3:::nc-platform-prod-load-balancer-logs-333333333333";
    expect(
      writers.map((each: { Principal: unknown; Resource: string }) => [
        each.Principal,
        each.Resource,
      ]),
    ).to.deep.equal([
      [{ AWS: "arn:aws:iam::985666609251:root" }, `${object}/AWSLogs/333333333333/*`],
      [
        { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        `${object}/AWSLogs/333333333333/*`,
      ],
    ]);
    expect(only(made, "aws:route53/record:Record").inputs).to.deep.include({
      zoneId: "Z0TEST",
      name: "api.prod.neurocipher.example",
      type: "A",
    });
  });
});
