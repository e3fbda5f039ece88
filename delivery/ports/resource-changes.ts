import type { ResourceChange } from "../decisions/drift/resource";

/** Which changes of a resource are asked for. */
export interface ChangesOf {
  /** Names by which the trail may know the resource, the most exact first. */
  readonly names: readonly string[];
  /** Region whose trail is asked. @default - that of the environment */
  readonly region?: string | undefined;
  /** ISO 8601: what was before is left out. @default - as far back as the trail goes */
  readonly since?: string | undefined;
}

/** Who changed a resource of an account, and when. */
export interface ResourceChanges {
  /** Every change that the trail has, in no particular order. */
  of(asked: ChangesOf): Promise<readonly ResourceChange[]>;
}
