/**
 * What a function of a Node.js runtime answers until its first release. A request is told to come
 * again; messages stay in their queue; whatever else calls it is told that it failed.
 *
 * @param {any} event
 */
async function answer(event) {
  if (event?.requestContext?.http) {
    return { statusCode: 503, headers: { "retry-after": "300" }, body: "Not deployed yet" };
  }
  const records = event?.Records ?? [];
  if (records.length > 0 && records.every((/** @type {any} */ each) => each.messageId)) {
    // Without this list Lambda would take every message as done, and delete it.
    const items = records.map((/** @type {any} */ each) => ({ itemIdentifier: each.messageId }));
    return { batchItemFailures: items };
  }
  throw new Error("Not deployed yet");
}
