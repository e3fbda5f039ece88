/** When a `cron` expression is due, in local time. */
export interface Cron {
  /** Minutes after midnight, in ascending order: the same on every day. */
  readonly minutes: readonly number[];
  readonly years: ReadonlySet<number>;
  /** Days of a month on which it is due, in ascending order; `month` is 1 for January. */
  daysOf(year: number, month: number): readonly number[];
}

/** What one field of the expression may hold. */
interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Names of the values, from the least one on. */
  readonly names?: readonly string[];
  /** Whether a step such as `1/5` is allowed. */
  readonly steps: boolean;
  /** Whether a range may go past the last value, such as `SAT-MON`. */
  readonly wraps: boolean;
}

/** Days of one month, of which `first` is the day of the week of the 1st: 1 is Sunday. */
interface Month {
  readonly length: number;
  readonly first: number;
}

/** Which days of a month are due. */
type DayRule = (month: Month) => readonly number[];

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const SATURDAY = 7;

const MINUTES = { name: "minutes", min: 0, max: 59, steps: true, wraps: false };
const HOURS = { name: "hours", min: 0, max: 23, steps: true, wraps: false };
const DATE = { name: "day-of-month", min: 1, max: 31, steps: true, wraps: false };
const MONTH = { name: "month", min: 1, max: 12, names: MONTHS, steps: true, wraps: false };
const DAY = { name: "day-of-week", min: 1, max: 7, names: DAYS, steps: false, wraps: true };
const YEAR = { name: "year", min: 1970, max: 2199, steps: true, wraps: false };

/**
 * Reads the fields of `cron(...)`, by the grammar of EventBridge Scheduler.
 * Source: EventBridge Scheduler user guide, "Schedule types", Cron-based schedules.
 *
 * @returns what is wanted instead, where the grammar refuses it
 */
export function parseCron(fields: string): Cron | { readonly want: string } {
  const texts = fields.split(" ");
  const [minute, hour, date, month, day, year] = texts;
  if (year === undefined || day === undefined || texts.length !== 6) {
    return {
      want: "six fields with one space between: cron(minutes hours day-of-month month day-of-week year)",
    };
  }
  const sets = {
    minutes: valuesOf(MINUTES, minute),
    hours: valuesOf(HOURS, hour),
    months: valuesOf(MONTH, month),
    years: valuesOf(YEAR, year),
  };
  const { minutes, hours, months, years } = sets;
  if (!minutes) return { want: grammarOf(MINUTES) };
  if (!hours) return { want: grammarOf(HOURS) };
  if (!months) return { want: grammarOf(MONTH) };
  if (!years) return { want: grammarOf(YEAR) };
  if ((date === "?") === (day === "?")) {
    return { want: '"?" as one of day-of-month and day-of-week, and as one only' };
  }
  const rule = day === "?" ? dateRule(date) : dayRule(day);
  if (!rule) return { want: day === "?" ? DATE_GRAMMAR : DAY_GRAMMAR };
  return {
    minutes: [...hours].flatMap((each) => [...minutes].map((past) => each * 60 + past)),
    years,
    daysOf: (inYear, inMonth) =>
      years.has(inYear) && months.has(inMonth) ? rule(monthOf(inYear, inMonth)) : [],
  };
}

function grammarOf({ name, min, max, names, steps }: Field): string {
  const values = names ? `${min}-${max} or ${names[0]}-${names.at(-1)}` : `${min}-${max}`;
  return `${name} of ${values}: "*", or values and ranges between commas${steps ? ', each with a step such as "/5" if need be' : ""}`;
}

const DATE_GRAMMAR = `${grammarOf(DATE)}; or "L" for the last day, or "3W" for the weekday nearest to the 3rd`;
const DAY_GRAMMAR = `${grammarOf(DAY)}; or "L" for Saturday, "6L" for the last Friday, "3#2" for the second Tuesday`;

function dateRule(text = ""): DayRule | undefined {
  if (text === "L") return ({ length }) => [length];
  const [, nearest] = /^(\d{1,2})W$/.exec(text) ?? [];
  if (nearest !== undefined) {
    const date = oneValue(DATE, nearest);
    return date === undefined ? undefined : (month) => weekdayNear(month, date);
  }
  const dates = valuesOf(DATE, text);
  return dates && (({ length }) => [...dates].filter((each) => each <= length));
}

function dayRule(text: string): DayRule | undefined {
  const [, name = "", what] = /^(\w*?)(L|#[1-5])$/.exec(text) ?? [];
  if (what === undefined) {
    const days = valuesOf(DAY, text);
    return days && ((month) => datesOf(month).filter((date) => days.has(dayOf(month, date))));
  }
  const last = what === "L";
  const day = last && name === "" ? SATURDAY : oneValue(DAY, name);
  if (day === undefined) return undefined;
  const all: DayRule = (month) => datesOf(month).filter((date) => dayOf(month, date) === day);
  if (last && name === "") return all;
  const nth = last ? -1 : Number(what.slice(1)) - 1;
  return (month) => [all(month).at(nth)].filter((date) => date !== undefined);
}

/** The values of a field, in ascending order; nothing where the grammar refuses it. */
function valuesOf(field: Field, text = ""): ReadonlySet<number> | undefined {
  const found = text.split(",").map((part) => partOf(field, part, text));
  const values = found.flatMap((part) => part ?? []);
  if (found.includes(undefined)) return undefined;
  return new Set(values.sort((one, other) => one - other));
}

/** The values of one part between commas. `*` stands alone in its field. */
function partOf(field: Field, part: string, whole: string): number[] | undefined {
  const [, from = "", to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d{1,4}))?$/.exec(part) ?? [];
  if (step !== undefined && (!field.steps || Number(step) < 1 || Number(step) > field.max))
    return undefined;
  const every = Number(step ?? 1);
  if (from === "*") {
    return to === undefined && part === whole ? range(field.min, field.max, every) : undefined;
  }
  const first = oneValue(field, from);
  const end = step === undefined ? first : field.max;
  const last = to === undefined ? end : oneValue(field, to);
  if (first === undefined || last === undefined) return undefined;
  if (first <= last) return range(first, last, every);
  return field.wraps ? [...range(first, field.max, 1), ...range(field.min, last, 1)] : undefined;
}

function oneValue({ min, max, names = [] }: Field, text: string): number | undefined {
  if (names.includes(text)) return names.indexOf(text) + min;
  const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}

function range(first: number, last: number, step: number): number[] {
  return Array.from(
    { length: Math.floor((last - first) / step) + 1 },
    (_, index) => first + index * step,
  );
}

function monthOf(year: number, month: number): Month {
  const first = new Date(Date.UTC(year, month - 1, 1));
  return { length: new Date(Date.UTC(year, month, 0)).getUTCDate(), first: first.getUTCDay() + 1 };
}

function datesOf({ length }: Month): number[] {
  return range(1, length, 1);
}

/** The day of the week of a date: 1 is Sunday. */
function dayOf({ first }: Month, date: number): number {
  return ((first - 1 + date - 1) % 7) + 1;
}

/** The weekday nearest to a date, in the same month. */
function weekdayNear(month: Month, date: number): number[] {
  if (date > month.length) return [];
  const isWeekday = (near: number) => ![1, SATURDAY].includes(dayOf(month, near));
  const near = [date, date - 1, date + 1, date + 2, date - 2];
  return near.filter((each) => each >= 1 && each <= month.length && isWeekday(each)).slice(0, 1);
}
