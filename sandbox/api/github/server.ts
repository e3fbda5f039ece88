import type { ApiRequest, ApiResponse } from "../protocol/message";
import { type ApiServer, listen } from "../server";
import { answerGitHub, findGitHubOperation } from "./answer";
import { faultAnswer, takeFault } from "./faults";
import type { GitHub } from "./state/store";

/**
 * Serves the simulated GitHub on 127.0.0.1; its address is what `GITHUB_API_URL` names.
 *
 * @param control - answers what is no call of GitHub's API. @default - nothing is
 */
export function startGitHub(
  github: GitHub,
  control: (request: ApiRequest) => Promise<ApiResponse | undefined> = async () => undefined,
): Promise<ApiServer> {
  return listen(async (request) => (await control(request)) ?? answerOrFault(github, request));
}

/** Answers a call, unless it is one that fails. Nothing is a call that is never answered. */
export function answerOrFault(github: GitHub, request: ApiRequest): ApiResponse | undefined {
  const fault = takeFault(github, findGitHubOperation(request)?.operation.route);
  if (!fault) return answerGitHub(github, request);
  if (fault.afterwards) answerGitHub(github, request);
  return faultAnswer(fault, github.now());
}
