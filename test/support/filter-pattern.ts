/**
 * Whether CloudWatch Logs would count an event, by the JSON part of its filter patterns: `=`, `!=`, `NOT
 * EXISTS`, `&&`, `||` and parentheses; `*` is any text. A comparison with a field that is missing is
 * false, `!=` too. Source: CloudWatch Logs user guide, "Filter pattern syntax", "JSON log events".
 *
 * @throws {SyntaxError} for what the grammar does not have
 */
export function matchesPattern(pattern: string, event: unknown): boolean {
  const inner = /^\{(.*)\}$/s.exec(pattern)?.[1];
  if (inner === undefined) throw new SyntaxError(`${pattern} is no pattern for JSON`);
  const tokens = inner.match(TOKENS) ?? [];
  if (
    tokens.join("") !==
    inner.replaceAll(/\s+(?=(?:[^"]*"[^"]*")*[^"]*$)/g, "").replaceAll("NOTEXISTS", "NOT EXISTS")
  ) {
    throw new SyntaxError(`${pattern} has a word that is none`);
  }
  const reader = new Reader(tokens, event);
  const holds = reader.any();
  reader.end();
  return holds;
}

const TOKENS = /\(|\)|&&|\|\||!=|=|NOT EXISTS|\$\.[\w.]+|"[^"]*"/g;

/** Reads an expression from left to right; `&&` binds stronger than `||`. */
class Reader {
  private at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly event: unknown,
  ) {}

  any(): boolean {
    let holds = this.all();
    while (this.takes("||")) holds = this.all() || holds;
    return holds;
  }

  end(): void {
    if (this.at < this.tokens.length) throw new SyntaxError(`${this.tokens[this.at]} is too much`);
  }

  private all(): boolean {
    let holds = this.term();
    while (this.takes("&&")) holds = this.term() && holds;
    return holds;
  }

  private term(): boolean {
    if (this.takes("(")) {
      const holds = this.any();
      if (!this.takes(")")) throw new SyntaxError("a parenthesis is not closed");
      return holds;
    }
    const value = this.field();
    if (this.takes("NOT EXISTS")) return value === undefined;
    const equal = this.takes("=");
    if (!equal && !this.takes("!=")) throw new SyntaxError("a field is compared with nothing");
    const text = this.next();
    if (!text.startsWith('"')) throw new SyntaxError(`${text} is no text`);
    if (value === undefined) return false;
    return like(String(value), text.slice(1, -1)) === equal;
  }

  private field(): unknown {
    const path = this.next();
    if (!path.startsWith("$.")) throw new SyntaxError(`${path} is no field`);
    return path
      .slice(2)
      .split(".")
      .reduce<unknown>(
        (value, key) => (value instanceof Object ? Reflect.get(value, key) : undefined),
        this.event,
      );
  }

  private takes(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at += 1;
    return true;
  }

  private next(): string {
    const token = this.tokens[this.at];
    if (token === undefined) throw new SyntaxError("the pattern ends too early");
    this.at += 1;
    return token;
  }
}

function like(value: string, text: string): boolean {
  const parts = text.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(value);
}
