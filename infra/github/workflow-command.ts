/**
 * The data of a workflow command, such as `::error::<data>`, of a text in which other people's words may be: without
 * this, a further line of it would be a command of its own (actions/toolkit, packages/core, `escapeData`).
 */
export function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** The value of a parameter of a workflow command, such as `::warning file=<value>::`: a colon or a comma would end it (the same, `escapeProperty`). */
export function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
