/** AWS or GitHub refuses a request: the user sees the message, and no stack. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
}
