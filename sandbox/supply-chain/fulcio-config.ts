import { stringify } from "yaml";

/** Issuer of the fake tokens, as the services see it. */
export const ISSUER = "http://127.0.0.1:8080";

/** Audience of tokens for Fulcio (sigstore/fulcio, docs/oidc.md). */
export const AUDIENCE = "sigstore";

/**
 * Fulcio's configuration: the fake issuer speaks as GitHub's does. What goes into a certificate is as on the public
 * instance (sigstore/fulcio, config/identity/config.yaml).
 */
export function fulcioConfig(): string {
  return stringify({
    "oidc-issuers": {
      [ISSUER]: {
        "issuer-url": ISSUER,
        "client-id": AUDIENCE,
        type: "ci-provider",
        "ci-provider": "github-workflow",
      },
    },
    "ci-issuer-metadata": {
      "github-workflow": {
        "default-template-values": { url: "https://github.com", environment: "" },
        "extension-templates": {
          "github-workflow-trigger": "event_name",
          "github-workflow-sha": "sha",
          "github-workflow-name": "workflow",
          "github-workflow-repository": "repository",
          "github-workflow-ref": "ref",
          "build-signer-uri": "{{ .url }}/{{ .job_workflow_ref }}",
          "build-signer-digest": "job_workflow_sha",
          "runner-environment": "runner_environment",
          "source-repository-uri": "{{ .url }}/{{ .repository }}",
          "source-repository-digest": "sha",
          "source-repository-ref": "ref",
          "source-repository-identifier": "repository_id",
          "source-repository-owner-uri": "{{ .url }}/{{ .repository_owner }}",
          "source-repository-owner-identifier": "repository_owner_id",
          "build-config-uri": "{{ .url }}/{{ .workflow_ref }}",
          "build-config-digest": "workflow_sha",
          "build-trigger": "event_name",
          "run-invocation-uri":
            "{{ .url }}/{{ .repository }}/actions/runs/{{ .run_id }}/attempts/{{ .run_attempt }}",
          "source-repository-visibility-at-signing": "repository_visibility",
          "deployment-environment": "environment",
        },
        "subject-alternative-name-template": "{{ .url }}/{{ .job_workflow_ref }}",
      },
    },
  });
}
