/**
 * The AWS account with which Elastic Load Balancing writes access logs in ca-central-1 (Elastic Load
 * Balancing guide, "Enable access logs").
 */
export const LOAD_BALANCER_LOGS_ACCOUNT = "985666609251";
