import { artifactBucketOf } from "../../../delivery/adapters/aws/artifacts/account-artifacts";
import { publishFile } from "../../../delivery/adapters/aws/artifacts/published-files";
import { AwsClients } from "../../../delivery/adapters/aws/clients";
import type { Workload } from "../../../infra/catalog/workload";
import { workloadNames } from "../../../infra/naming/workload-names";
import type { Settings } from "../../../infra/settings/parse";
import type { Stage } from "../stage";
import type { codeOf } from "./code";
import { publishCredentials } from "./deploy-session";
import { digestOf, putImage } from "./images";

/** AWS as the job reaches it that signs a release of a workload and puts it into stg. */
export function publisherOf(stage: Stage, workload: Workload, version: string): AwsClients {
  const { accounts, endpoint } = stage;
  const credentials = publishCredentials(stage, workload, version);
  return new AwsClients({ region: accounts.stg.region, endpoint, credentials });
}

/** Puts the code of a build into an environment: a release's into stg, from where it is promoted. Answers what the release names of it. */
export async function published(
  clients: AwsClients,
  settings: Settings,
  { name: service }: Workload,
  version: string,
  code: ReturnType<typeof codeOf>,
) {
  if (code.type === "zip") {
    const { key, bytes } = code;
    const versionId = await publishFile(clients, {
      bucket: artifactBucketOf(settings),
      key,
      bytes: Buffer.from(bytes),
    });
    return { type: code.type, key, versionId, sha256: code.sha256.toString("hex") };
  }
  const { repository } = workloadNames({ service, environment: settings.environment });
  await putImage(await clients.ecr(), repository, code.manifest, version);
  return { type: code.type, digest: digestOf(code.manifest) };
}
