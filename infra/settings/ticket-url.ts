/**
 * What is wrong with the URL at which change tickets are asked for: it has `{id}` once, in its path or query, and what
 * proves who asks is never sent in the clear, but to the machine itself.
 */
export function ticketUrlProblem(url: string): string | undefined {
  const example = url.replaceAll("{id}", "nc-id");
  const read = URL.canParse(example) ? new URL(example) : undefined;
  const isLoopback = read?.protocol === "http:" && read.hostname === "127.0.0.1";
  const isSafe = read?.protocol === "https:" || isLoopback;
  const ids = `${read?.pathname}${read?.search}`.split("nc-id").length - 1;
  if (isSafe && ids === 1 && url.split("{id}").length === 2) return undefined;
  return "an https URL with {id} once, in its path or query";
}
