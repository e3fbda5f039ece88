import type { ApiRequest, ApiResponse } from "../protocol/message";
import { type ApiServer, listen } from "../server";
import { answerGitHub, findGitHubOperation } from "./answer";
import { faultAnswer, takeFault } from "./faults";
import type { GitHub } from "./state/store";

/**
 * Serves the simulated GitHub on 127.0.0.1; its address is what `GITHUB_API_URL` names.
 *
 * @param port - 0 takes a free one
 */
export function startGitHub(github: GitHub, port = 0): Promise<ApiServer> {
  return listen(async (request) => answerOrFault(github, request), port);
}

function answerOrFault(github: GitHub, request: ApiRequest): ApiResponse | undefined {
  const fault = takeFault(github, findGitHubOperation(request)?.operation.route);
  if (!fault) return answerGitHub(github, request);
  if (fault.afterwards) answerGitHub(github, request);
  return faultAnswer(fault, github.now());
}
