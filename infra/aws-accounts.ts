/**
 * The AWS account with which Elastic Load Balancing writes access logs in ca-central-1 (Elastic Load
 * Balancing guide, "Enable access logs").
 */
export const LOAD_BALANCER_LOGS_ACCOUNT = "985666609251";

/**
 * Where the settings of chat channels are: Amazon Q Developer in chat applications has its API in four regions, and none is in Canada (its
 * API reference, "Welcome").
 */
export const CHAT_REGION = "us-east-2";

/** Where CloudTrail has calls of STS's global endpoint that were not served in the caller's region. */
export const GLOBAL_STS_REGION = "us-east-1";
