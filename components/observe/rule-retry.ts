/**
 * How EventBridge tries a target of a rule again, before it keeps the event in the dead-letter queue: for a day, its defaults made
 * explicit (EventBridge user guide, "Retry policy").
 */
export const RULE_RETRY = { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 };
