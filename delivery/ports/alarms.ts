/** One alarm as CloudWatch has it. */
export interface AlarmState {
  readonly name: string;
  readonly state: "OK" | "ALARM" | "INSUFFICIENT_DATA";
  /** Why, in CloudWatch's words. */
  readonly reason: string;
  /** When it entered that state, as an ISO instant. */
  readonly since: string;
}

/** The alarms of one environment. */
export interface Alarms {
  /**
   * The state of each alarm, in the order of `names`.
   *
   * @throws if one of them does not exist
   */
  states(names: readonly string[]): Promise<readonly AlarmState[]>;
}
