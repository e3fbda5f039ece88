/** What AWS or GitHub would not do: shown to the user by its message, without a stack. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
}
