import { contextOf, PLATFORM } from "../../infra/context";
import { platformNames } from "../../infra/naming/platform-names";
import type { Settings } from "../../infra/settings/parse";
import type { Tags } from "../../infra/tags";

/** What an account needs before its first `pulumi up`: see infra/pulumi-backend.ts. */
export interface Backend {
  /** 12 digits. */
  readonly accountId: string;
  readonly region: Settings["region"];
  readonly bucket: string;
  readonly bucketTags: Tags;
  /** Alias of the key that encrypts the bucket and the stack's secrets. */
  readonly keyAlias: string;
  readonly keyTags: Tags;
  /** Role of administrators: of the first `pulumi up`, and of what the pipeline may not change. */
  readonly role: string;
  readonly roleTags: Tags;
}

/** The backend of an environment, by its settings alone. */
export function backendOf(settings: Settings): Backend {
  const context = contextOf(settings, PLATFORM);
  const { pulumiBucket, pulumiKey } = platformNames(settings);
  const { accountId, region } = settings;
  return {
    accountId,
    region,
    bucket: pulumiBucket,
    bucketTags: context.tags(`pulumi-${accountId}`),
    keyAlias: pulumiKey,
    keyTags: context.tags("pulumi"),
    role: context.name("aws:iam/role:Role", "administrator"),
    roleTags: context.tags("administrator"),
  };
}
