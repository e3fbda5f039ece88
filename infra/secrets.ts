/** Every text in which a secret value of this process may stand. */
const hidden = new Set<string>();

/** Shortest text that is hidden, in characters: a shorter one is found in ordinary words. */
const SHORTEST = 8;

/**
 * Remembers a secret value, which {@link withoutSecrets} hides from then on: as it is, as JSON and as a URL write it,
 * and each of its lines.
 *
 * @returns the value
 */
export function keepSecret(value: string): string {
  const lines = value.split(/\r?\n/).filter((line) => !line.startsWith("-----"));
  for (const each of [value, value.replace(/^(Bearer|Basic|token) +/i, ""), ...lines]) {
    const text = each.trim();
    if (text.length < SHORTEST) continue;
    for (const written of [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text)]) {
      hidden.add(written);
    }
  }
  return value;
}

/** User and password of a URL (RFC 3986, section 3.2.1). */
const USER_INFO = /(?<=\w:\/\/)[^\s/?#@"']+@/g;

/** A text with `***` for every secret value that is known, and for user and password of a URL. */
export function withoutSecrets(text: string): string {
  let shown = text.replaceAll(USER_INFO, "***@");
  // The longest first: a shorter one may be part of it.
  for (const each of [...hidden].sort((a, b) => b.length - a.length)) {
    shown = shown.replaceAll(each, "***");
  }
  return shown;
}

/** Hides every secret value in what an error says. The message may be a getter of its class, as of a DOMException. */
export function hideSecretsIn(error: Error): void {
  for (const name of ["message", "stack"] as const) {
    const value = withoutSecrets(error[name] ?? "");
    if (value !== (error[name] ?? "")) Object.defineProperty(error, name, { value });
  }
}
