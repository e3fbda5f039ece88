import { LOWERCASE, randomText } from "../identifiers";
import type { Outputs, ResourceTypes } from "../resource-type";
import { between, matches, oneOf, required } from "../validators";
import { isGiven, objectOf } from "../values";

/** API Gateway: HTTP APIs. Source of each limit: its Create* operation. */
export const APIGATEWAY: ResourceTypes = {
  "aws:apigatewayv2/api:Api": {
    outputs: (request) => {
      const id = randomText(request, 10, LOWERCASE);
      return {
        id,
        apiEndpoint: `https://${id}.execute-api.${request.region}.amazonaws.com`,
        arn: `arn:aws:apigateway:${request.region}::/apis/${id}`,
        executionArn: request.arn("execute-api", id),
      };
    },
    validate: [required("protocolType"), oneOf("protocolType", "HTTP", "WEBSOCKET")],
    immutable: ["protocolType"],
  },
  "aws:apigatewayv2/stage:Stage": {
    outputs: (request) => {
      const { region, text } = request;
      const [api, name] = [text("apiId"), text("name")];
      const suffix = name === "$default" ? "" : name;
      return {
        id: name,
        arn: `arn:aws:apigateway:${region}::/apis/${api}/stages/${name}`,
        executionArn: request.arn("execute-api", `${api}/${name}`),
        invokeUrl: `https://${api}.execute-api.${region}.amazonaws.com/${suffix}`,
      };
    },
    validate: [
      required("apiId", "name"),
      ({ inputs, refuse }) => {
        const settings = objectOf(inputs.accessLogSettings);
        if (!settings) return;
        for (const key of ["destinationArn", "format"]) {
          if (!isGiven(settings[key])) refuse(`accessLogSettings.${key}`, undefined, "a value");
        }
      },
    ],
    immutable: ["apiId", "name"],
    // A stage is known by its name within its API: each API has a `$default`.
    versionedBy: "arn",
    importId: ({ apiId, name }) => `${apiId}/${name}`,
  },
  "aws:apigatewayv2/route:Route": {
    outputs: (request) => ({ id: randomText(request, 7, LOWERCASE) }),
    validate: [
      required("apiId", "routeKey"),
      matches("routeKey", 1024, /^(\$default|[A-Z]+ \/\S*)$/, 'a method and a path, or "$default"'),
      oneOf("authorizationType", "NONE", "AWS_IAM", "CUSTOM", "JWT"),
      ({ inputs: { target }, refuse }) => {
        if (typeof target !== "string" || /^integrations\/\w+$/.test(target)) return;
        refuse("target", target, '"integrations/" and the id of an integration');
      },
    ],
    immutable: ["apiId"],
  },
  "aws:apigatewayv2/integration:Integration": {
    outputs: (request) => ({ id: randomText(request, 7, LOWERCASE) }),
    validate: [
      required("apiId", "integrationType"),
      between("timeoutMilliseconds", 50, 30_000),
      ({ inputs: { integrationType, integrationUri, payloadFormatVersion }, refuse }) => {
        if (integrationType !== "AWS_PROXY") return;
        if (!isGiven(integrationUri)) refuse("integrationUri", undefined, "what it invokes");
        if (!isGiven(payloadFormatVersion)) refuse("payloadFormatVersion", undefined, "1.0 or 2.0");
      },
    ],
    immutable: ["apiId"],
  },
  "aws:apigatewayv2/vpcLink:VpcLink": {
    outputs: (request): Outputs => {
      const id = randomText(request, 6, LOWERCASE);
      return { id, arn: `arn:aws:apigateway:${request.region}::/vpclinks/${id}` };
    },
  },
};
