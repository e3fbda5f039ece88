import { z } from "zod";

const quota = z.int().min(1);

/**
 * Quotas of the account that AWS raises when asked. The defaults are AWS's own: IAM user guide, "IAM
 * and AWS STS quotas"; CloudWatch user guide, "CloudWatch service quotas"; Elastic Load Balancing guide,
 * "Quotas for your Application Load Balancers"; AWS General Reference, "AWS AppConfig endpoints and
 * quotas".
 */
export const quotas = z
  .strictObject({
    /** IAM roles of the account. */
    roles: quota.default(1000),
    /** CloudWatch alarms of the region. */
    alarms: quota.default(5000),
    /** Rules of the load balancer, without those that are its listeners' defaults. */
    listenerRules: quota.default(100),
    /** Synthetics canaries of the region. */
    canaries: quota.default(500),
    /** AppConfig applications of the region. */
    appConfigApplications: quota.default(100),
  })
  .prefault({})
  .describe("Quotas of the account that AWS has raised; the defaults are AWS's own.");
