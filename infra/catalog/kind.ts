import type { z } from "zod";
import { type FieldFinding, orElsewhere } from "../problems";
import type { Offer } from "./links/offers";
import type { Runtime } from "./runtimes";
import type { KindShape } from "./shape";

/** What the rest of the program asks of a workload, whatever its kind. */
export interface WorkloadFacts {
  /**
   * Whether it ships as a container image: it has an ECR repository, and AWS's agent beside its
   * container where it has flags. @default - false
   */
  readonly shipsImage?: boolean;
  /** The Lambda function that it runs as. @default - it is no function */
  readonly lambda?: {
    readonly architecture: "x86_64" | "arm64";
    /** Lambda's identifier of its runtime. */
    readonly runtime: Runtime;
    /** Concurrency that Lambda reserves for it. */
    readonly reservedConcurrency: number;
  };
  /** What it takes of its account's quotas. */
  readonly quotaUse: QuotaUse;
  /** Whether it consumes a queue only while its intake is open. @default - false */
  readonly hasIntake?: boolean;
  /**
   * Whether its deliveries destroy what it holds, so that they go on while it is retired.
   * @default - what is retired is not delivered any more
   */
  readonly destroyedByDelivery?: boolean;
  /** Whether Secrets Manager can have it rotate a secret. @default - false */
  readonly rotatesSecrets?: boolean;
  /** What links of other workloads may do with it. @default - nothing */
  readonly offers?: readonly Offer[];
}

/** What a workload takes of its account's quotas, without what depends on its environment. */
export interface QuotaUse {
  /** Roles that run it, start it or shift its traffic. */
  readonly roles: number;
  /** Alarms in dev, composite ones included. */
  readonly alarms: number;
  /** Target groups of the load balancer's. @default - 0 */
  readonly targetGroups?: number;
  /** Deployment configurations of CodeDeploy. @default - 0 */
  readonly deploymentConfigs?: number;
  /** Whether a canary tests it outside dev: it has a role and an alarm. @default - false */
  readonly canary?: boolean;
  /** Whether an alarm tells that nothing asks it, outside dev. @default - false */
  readonly expectsTraffic?: boolean;
}

/** One kind of workload: how an entry is read, and what the program has to know of it. */
export interface Kind<W> {
  /** Reads an entry: its fields, and the rules of {@link checked}. */
  readonly schema: z.ZodType<unknown, unknown>;
  /** What a release of it needs to know of one environment. */
  readonly releaseContract: z.ZodType;
  facts(workload: W): WorkloadFacts;
  /** The part of its shape that differs from kind to kind. */
  shape(workload: W): KindShape;
  /**
   * What is wrong among all workloads of the kind, each as `<name>: <field> is <got>: expected
   * <want>`. @default - each is checked by itself alone
   */
  problemsAmong?(workloads: readonly W[]): string[];
}

/** Where a workload is wrong, and what is wanted there. */
export interface Finding extends FieldFinding {
  /**
   * The same said of other fields, for a user who has not written that one: the first that is
   * written is named. @default - the message names `path` in any case
   */
  readonly or?: readonly FieldFinding[];
}

/** A check of several fields. It is asked only where all fields that it `needs` are right. */
export interface Rule<W> {
  readonly needs: readonly (keyof W & string)[];
  findings(workload: W): readonly (Finding | undefined | false)[];
}

/**
 * `fields` with rules on how they go together. The rules run on half-wrong entries too, so that a
 * user sees every problem at once.
 */
export function checked<Fields extends z.ZodObject>(
  fields: Fields,
  ...rules: readonly Rule<z.output<Fields>>[]
) {
  return fields.superRefine(
    (workload, context) => {
      const wrong = new Set(context.issues.map(({ path }) => path?.[0]));
      for (const { needs, findings } of rules) {
        if (needs.some((field) => wrong.has(field))) continue;
        for (const finding of findings(workload)) {
          if (!finding) continue;
          addFinding(context, finding);
        }
      }
    },
    { when: () => true },
  );
}

/** Refuses an entry, or the part of it that is being read, for a finding in it. */
export function addFinding(
  context: Pick<z.core.$RefinementCtx, "addIssue">,
  { path, want, or = [] }: Finding,
): void {
  const params = orElsewhere(path, or);
  context.addIssue({ code: "custom", path: [...path], message: want, params });
}
