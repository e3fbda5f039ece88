import type { PromotionRecord } from "../decisions/promotion/record";

/** The promotion that each workload of one environment is in, or was in last. */
export interface Promotions {
  /** Nothing before the first promotion. */
  read(workload: string): Promise<PromotionRecord | undefined>;
  /**
   * Writes a record over the one with the revision before its own.
   *
   * @returns whether it was written: another writer came first where it was not
   */
  write(record: PromotionRecord): Promise<boolean>;
}
