import { ownEntries } from "../../own-entries";
import type { Account } from "../../world";
import type { AlarmState } from "./alarm";

/** One change of an alarm's state; the time in ISO 8601. */
export interface Transition {
  readonly at: string;
  readonly from: AlarmState;
  readonly to: AlarmState;
}

const HISTORY = ownEntries<{ transitions: readonly Transition[] }>("sandbox:cloudwatch/alarmState");

/** Changes of an alarm's state, oldest first. */
export function transitionsOf({ cloud }: Account, alarm: string): readonly Transition[] {
  return HISTORY.get(cloud, alarm)?.transitions ?? [];
}

/** The state of an alarm; a new one has no data. */
export function stateOfAlarm(account: Account, alarm: string): AlarmState {
  return transitionsOf(account, alarm).at(-1)?.to ?? "INSUFFICIENT_DATA";
}

/** Remembers the state of an alarm. Whether it has changed. */
export function setAlarmState(account: Account, alarm: string, to: AlarmState, now: Date): boolean {
  const transitions = transitionsOf(account, alarm);
  const from = stateOfAlarm(account, alarm);
  if (from === to) return false;
  const next = { at: now.toISOString(), from, to };
  HISTORY.put(account.cloud, alarm, { transitions: [...transitions, next] });
  return true;
}
