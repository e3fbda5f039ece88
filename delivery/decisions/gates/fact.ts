/** Something that was looked up outside; what could not be looked up says why. */
export type Fact<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly why: string };

export function known<T>(value: T): Fact<T> {
  return { known: true, value };
}

/** @param why - a sentence, such as `GitHub did not answer in 30 s` */
export function unknown<T>(why: string): Fact<T> {
  return { known: false, why };
}

/** A fact, or why there is none: in one line, as a verdict's reason has it. */
export async function factOf<T>(asked: Promise<T>): Promise<Fact<T>> {
  try {
    return known(await asked);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return unknown(words.replaceAll(/\s*\n\s*/g, " "));
  }
}
