import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";

/** Port on which a new version is called before it has traffic. */
export const TEST_PORT = 8443;

/**
 * TLS 1.3 and 1.2 with forward secrecy, authenticated ciphers and post-quantum key exchange: the
 * policy that AWS recommends for application load balancers (Elastic Load Balancing guide,
 * "Security policies").
 */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/** HTTP Strict Transport Security: a year, in seconds (RFC 6797). */
const ONLY_HTTPS = "max-age=31536000; includeSubDomains";

export interface ListenersArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARN of the application load balancer. */
  loadBalancerArn: pulumi.Input<string>;
}

/**
 * The listeners of the load balancer: HTTP, which only redirects to HTTPS, and HTTPS for production
 * and for tests. A request that matches no service's rule gets a 404.
 */
export class Listeners extends pulumi.ComponentResource {
  /** ARN of the listener on port 443. */
  readonly productionArn: pulumi.Output<string>;
  /** ARN of the listener on port {@link TEST_PORT}. */
  readonly testArn: pulumi.Output<string>;

  constructor(name: string, args: ListenersArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:runtime:Listeners", name, {}, opts);
    const { context, loadBalancerArn } = args;

    new aws.lb.Listener(
      `${name}-redirect`,
      {
        loadBalancerArn,
        protocol: "HTTP",
        port: 80,
        defaultActions: [
          {
            type: "redirect",
            redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" },
          },
        ],
        tags: context.tags("redirect"),
      },
      { parent: this },
    );
    const https = (key: string, port: number) =>
      new aws.lb.Listener(
        `${name}-${key}`,
        {
          loadBalancerArn,
          protocol: "HTTPS",
          port,
          sslPolicy: TLS_POLICY,
          certificateArn: context.settings.certificateArn,
          routingHttpResponseServerEnabled: false,
          routingHttpResponseStrictTransportSecurityHeaderValue: ONLY_HTTPS,
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
          tags: context.tags(key),
        },
        // A CodeDeploy deployment group names the listener, and may rewrite its default action.
        { parent: this, ignoreChanges: ["defaultActions"] },
      );

    this.productionArn = https("production", 443).arn;
    this.testArn = https("test", TEST_PORT).arn;
    this.registerOutputs({ productionArn: this.productionArn, testArn: this.testArn });
  }
}
