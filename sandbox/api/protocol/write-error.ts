import type { Service } from "../service";
import type { ServiceError } from "../service-error";
import type { ApiResponse } from "./message";

/** An error as the service's protocol answers it. */
export function writeError(service: Service, error: ServiceError, requestId: string): ApiResponse {
  const { code, message, status, details } = error;
  const fault = status < 500 ? "Sender" : "Receiver";
  const xml = `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>`;
  const text = { "content-type": "text/xml" };
  switch (service.protocol.getShapeId()) {
    case "aws.protocols#awsQuery": {
      const type = `<Type>${fault}</Type>`;
      const id = `<RequestId>${requestId}</RequestId>`;
      const body = `<ErrorResponse><Error>${type}${xml}</Error>${id}</ErrorResponse>`;
      return { status, headers: text, body };
    }
    case "aws.protocols#restXml":
      return { status, headers: text, body: `<Error>${xml}</Error>` };
    default: {
      const body = JSON.stringify({ __type: code, message, ...details });
      const headers = {
        "content-type": "application/json",
        "x-amzn-errortype": code,
        "x-amzn-query-error": `${code};${fault}`,
      };
      return { status, headers, body };
    }
  }
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
