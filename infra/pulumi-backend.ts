import { platformNames } from "./naming/platform-names";
import type { Settings } from "./settings/parse";

/** Where Pulumi keeps the state of one environment, and what encrypts it. */
export interface PulumiBackend {
  /** What `pulumi login` is given. */
  readonly url: string;
  /** What `pulumi stack init` is given as `--secrets-provider`. */
  readonly secretsProvider: string;
}

/**
 * The backend of an environment, computed from its settings alone. Whoever chooses where the state
 * is chooses what the engine runs: a state names the plugins of its resources.
 */
export function pulumiBackend(settings: Settings): PulumiBackend {
  const { region } = settings;
  const { pulumiBucket, pulumiKey } = platformNames(settings);
  return {
    url: `s3://${pulumiBucket}?region=${region}&awssdk=v2`,
    secretsProvider: `awskms://${pulumiKey}?region=${region}`,
  };
}
