/** Says a line, unless it is the one that was said last. */
export function sayOnChange(say: (line: string) => void): (line: string) => void {
  let last: string | undefined;
  return (line) => {
    if (line !== last) say(line);
    last = line;
  };
}
