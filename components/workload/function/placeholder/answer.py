def answer(event, context):
    """What a function of a Python runtime answers until its first release: see answer.cjs."""
    if (event.get("requestContext") or {}).get("http"):
        return {"statusCode": 503, "headers": {"retry-after": "300"}, "body": "Not deployed yet"}
    records = event.get("Records") or []
    if records and all(each.get("messageId") for each in records):
        # Without this list Lambda would take every message as done, and delete it.
        return {"batchItemFailures": [{"itemIdentifier": each["messageId"]} for each in records]}
    raise RuntimeError("Not deployed yet")
