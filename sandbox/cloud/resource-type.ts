import type { Cloud, Entry, Properties } from "./record";
import type { Validator } from "./validators";

/** What the simulated cloud knows of one type of resource. */
export interface ResourceType {
  /** The id that AWS or GitHub gives to it, and every output that is no input. */
  readonly outputs: (request: CreateRequest) => Outputs;
  /**
   * What is refused of its inputs. Names and tags are validated for every type.
   *
   * @default - nothing else
   */
  readonly validate?: readonly Validator[];
  /**
   * Inputs whose change takes a new resource, in addition to name and region. Source: "Forces new
   * resource" in the type's reference, aws 7 and github 6.
   *
   * @default - none
   */
  readonly immutable?: readonly string[] | AllBut;
  /**
   * Inputs that together no other resource of the type may have, where the id does not hold them.
   *
   * @default - none
   */
  readonly uniqueBy?: readonly string[];
  /**
   * What is refused of a new resource because of what else is in the account, as
   * `<field> is <got>: expected <want>`.
   *
   * @default - nothing
   */
  readonly conflict?: (inputs: Properties, account: AccountContents) => string | undefined;
  /**
   * What the service answers to a create of what is there already, also by the resource of the program
   * that made it, whose state was lost.
   *
   * @default - a run that was interrupted finds its own again
   */
  readonly refusesAgain?: string;
  /**
   * Whether a create changes what is there already, whoever made it: the service puts it.
   *
   * @default false - a name that is taken is refused
   */
  readonly createPuts?: true;
  /**
   * The id by which an import asks for it.
   *
   * @default - the id that it has in the state
   */
  readonly importId?: (state: Properties) => string;
  /**
   * Whether it is in no region, as a role, or is in one and has a name that no other region may
   * use, as a bucket.
   *
   * @default - it is in a region, and its name is the region's
   */
  readonly global?: "resource" | "name";
  /**
   * The output that differs between resources that share one id, such as the versions of a task definition.
   *
   * @default - each has an id of its own
   */
  readonly versionedBy?: string;
  /**
   * The input that says within what its id is its own: another such resource may have the same id within another.
   *
   * @default - the id is its own within the account and region
   */
  readonly idWithin?: string;
  /**
   * Refuses an update whose inputs are right for a new resource.
   *
   * @default - nothing
   * @throws {ProviderError} in the words of AWS
   */
  readonly refuseUpdate?: (olds: Properties, news: Properties) => void;
  /**
   * Whether an update sends every input, changed or not, so that it undoes what was changed outside
   * Pulumi.
   *
   * @default false - an update sends what changed
   */
  readonly updateSendsAll?: true;
  /**
   * Outputs that an update of the inputs `changed` makes anew, such as the number of a version.
   *
   * @default - those that depend on the inputs
   */
  readonly outputsOnUpdate?: (entry: Entry, changed: readonly string[]) => Properties;
}

/** Types by Pulumi type token, such as `aws:sqs/queue:Queue`. */
export type ResourceTypes = Readonly<Record<string, ResourceType>>;

/** Every input but these; with an empty list, every input. */
export interface AllBut {
  readonly allBut: readonly string[];
}

/** What is in an account, as a new resource of a type meets it. */
export interface AccountContents {
  readonly cloud: Cloud;
  /** The other resources of its type. */
  readonly others: readonly Entry[];
}

/** One resource to be created, and the parts of its id and ARN. */
export interface CreateRequest {
  /** Logical name. */
  readonly name: string;
  readonly inputs: Readonly<Properties>;
  /** 12 digits, or an organization of GitHub. */
  readonly account: string;
  readonly region: string;
  /** How many resources of the same type, logical name and location were created before. */
  readonly generation: number;
  /** An input as text; the logical name where it is not given. */
  text(property: string): string;
  /** `length` hex digits that no other resource has; `salt` makes several for one resource differ. */
  hex(length: number, salt?: string): string;
  /** `arn:aws:<service>:<region>:<account>:<resource>` */
  arn(service: string, resource: string): string;
}

/** What is answered: the id, and every output that is no input. */
export type Outputs = Properties & { readonly id: string };

/** Types that are in no region. */
export function inNoRegion(types: ResourceTypes): ResourceTypes {
  return Object.fromEntries(
    Object.entries(types).map(([token, type]): [string, ResourceType] => [
      token,
      { ...type, global: "resource" },
    ]),
  );
}
