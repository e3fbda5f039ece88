import { randomUUID } from "node:crypto";
import { answerOrFault } from "../../../sandbox/api/faults";
import { answerOrFault as answerOrFaultOfGitHub } from "../../../sandbox/api/github/server";
import type { GitHub } from "../../../sandbox/api/github/state/store";
import { listen } from "../../../sandbox/api/server";
import type { World } from "../../../sandbox/api/world";
import type { Tap } from "./tap";

/** Serves the accounts and GitHub once more, to functions alone: through a tap. */
export async function startTapped(tap: Tap, world: World, github: GitHub) {
  const aws = await listen((request) =>
    tap.aws(world, request, (each) => answerOrFault(world, each, randomUUID())),
  );
  const gitHub = await listen((request) =>
    tap.gitHub(request, async (each) => answerOrFaultOfGitHub(github, each)),
  );
  return {
    urls: { endpoint: aws.url, gitHubUrl: gitHub.url },
    async stop() {
      await gitHub.stop();
      await aws.stop();
    },
  };
}
