import { counted } from "../../infra/counted";

/** One thing that is waited for. */
export interface Waiting {
  /** Such as `d-1 deploys v1.4.0`. */
  readonly what: string;
  /** How long it usually takes, in seconds. @default - nobody has measured it yet */
  readonly usually?: number | undefined;
  /** How long it has: seconds, or the instant at which it is given up. @default - as long as it goes on */
  readonly has?: number | Date;
}

/** The line of progress with which every wait begins, such as `d-1 deploys v1.4.0: usually 4 minutes, has until ...`. */
export function waitLine({ what, usually, has }: Waiting): string {
  const usual =
    usually === undefined ? "no usual time is known yet" : `usually ${durationText(usually)}`;
  const limit =
    has === undefined
      ? "no time limit"
      : `has ${has instanceof Date ? `until ${has.toISOString()}` : durationText(has)}`;
  return `${what}: ${usual}, ${limit}`;
}

/** Such as `45 s` or `12 minutes`: seconds up to a minute and a half. */
function durationText(seconds: number): string {
  if (seconds < 1) return "less than 1 s";
  return seconds <= 90 ? `${Math.round(seconds)} s` : counted(Math.round(seconds / 60), "minute");
}
