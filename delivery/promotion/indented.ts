/** An indented code block (CommonMark 0.31, section 4.4), which no text can end. */
export function indented(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map((line) => `    ${line}`)
    .join("\n");
}
