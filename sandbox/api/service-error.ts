/** What AWS answers to a call that it refuses: the client sees the code and the message. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";

  /**
   * @param code - such as `ServiceNotFoundException`, as the service's model names it
   * @param status - HTTP status; the service's model gives it
   * @param details - further members of the error, such as `CancellationReasons`
   */
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}
