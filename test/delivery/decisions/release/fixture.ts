import type { z } from "zod";
import type { release } from "../../../../delivery/decisions/release/release";

const sha256 = (digit: string) => digit.repeat(64);
const digest = (digit: string) => `sha256:${sha256(digit)}`;

/** A manifest as it is written, before it is read. */
export type Manifest = z.input<typeof release>;

/** The manifest of a service's release, with other fields where that is asked for. */
export function manifest(fields: Partial<Manifest> = {}): Manifest {
  return {
    schema: 1,
    version: "v1.4.0",
    workload: "billing",
    kind: "service",
    app: "Neurocipher",
    commit: "c".repeat(40),
    repository: "neurocipher/billing",
    repositoryId: 1001,
    run: { id: 77, attempt: 1, startedBy: "ada" },
    taggedAt: "2026-03-02T09:00:00Z",
    artifacts: [
      {
        type: "image",
        digest: digest("a"),
        sbom: { digest: digest("b"), predicateType: "https://spdx.dev/Document" },
        provenance: { digest: digest("d"), predicateType: "https://slsa.dev/provenance/v1" },
      },
    ],
    flags: [],
    change: { type: "normal", risk: "medium", summary: "Invoices have a currency" },
    ...fields,
  };
}
