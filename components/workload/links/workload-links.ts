import type * as pulumi from "@pulumi/pulumi";
import type { Edge } from "../../../infra/catalog/links/edges";

/** What the component of a workload is given of the links from it and to it. */
export interface WorkloadLinks {
  /** Addresses of what it reaches, by the name of their environment variable. */
  readonly variables: Readonly<Record<string, pulumi.Input<string>>>;
  /** ARNs of the roles that may send to its queue, where it has one. */
  readonly senders: readonly string[];
  /** The links from it and to it, as its dashboard shows them. */
  readonly edges: readonly Edge[];
}

/** The links of a workload that has none. */
export const NO_LINKS: WorkloadLinks = { variables: {}, senders: [], edges: [] };
