import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { RULE_RETRY } from "../observe/rule-retry";

/** Events that a function is called for: those of others, or one by the clock. */
export interface EventRuleSpec {
  /** What the events say, in one sentence. */
  readonly description: string;
  /** Pattern of the events, or the minutes from one event to the next. */
  readonly when: { readonly pattern: object } | { readonly everyMinutes: number };
}

/** Rules of EventBridge, each with its last part of a name. */
export type EventRules = Readonly<Record<string, EventRuleSpec>>;

/** Makes the rules of a function, without what they call. */
export function eventRules(
  name: string,
  context: Context,
  rules: EventRules,
  opts: pulumi.CustomResourceOptions,
): Readonly<Record<string, aws.cloudwatch.EventRule>> {
  const made = Object.entries(rules).map(([key, { description, when }]) => {
    const rule = new aws.cloudwatch.EventRule(
      `${name}-${key}`,
      {
        name: context.name("aws:cloudwatch/eventRule:EventRule", key),
        description,
        eventPattern: "pattern" in when ? JSON.stringify(when.pattern) : undefined,
        scheduleExpression: "everyMinutes" in when ? rate(when.everyMinutes) : undefined,
        state: "ENABLED",
        tags: context.tags(key),
      },
      opts,
    );
    return [key, rule] as const;
  });
  return Object.fromEntries(made);
}

/** @param minutes - whole minutes (EventBridge user guide, "Rate expressions": one is in the singular) */
function rate(minutes: number): string {
  return minutes === 1 ? "rate(1 minute)" : `rate(${minutes} minutes)`;
}

export interface RuleTargetsArgs {
  /** The rules, by key. */
  rules: Readonly<Record<string, aws.cloudwatch.EventRule>>;
  /** Alias that they call. */
  alias: aws.lambda.Alias;
  /** ARN of the queue for events with which the function could not be called. */
  deadLetterArn: pulumi.Input<string>;
}

/** Lets each rule call the alias, and keeps the events with which it could not. */
export function ruleTargets(
  name: string,
  { rules, alias, deadLetterArn }: RuleTargetsArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  for (const [key, rule] of Object.entries(rules)) {
    const permission = new aws.lambda.Permission(
      `${name}-${key}`,
      {
        statementId: key,
        action: "lambda:InvokeFunction",
        function: alias.functionName,
        qualifier: alias.name,
        principal: "events.amazonaws.com",
        sourceArn: rule.arn,
      },
      opts,
    );
    new aws.cloudwatch.EventTarget(
      `${name}-${key}`,
      {
        rule: rule.name,
        targetId: "function",
        arn: alias.arn,
        deadLetterConfig: { arn: deadLetterArn },
        retryPolicy: RULE_RETRY,
      },
      { ...opts, dependsOn: permission },
    );
  }
}
