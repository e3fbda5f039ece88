/**
 * The data of a workflow command, such as `::error::<data>`, of a text in which other people's words may be: without
 * this, a further line of it would be a command of its own (actions/toolkit, packages/core, `escapeData`).
 */
export function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
