import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { flagAgent, flagExtension } from "../../../../components/workload/flags/flag-readers";
import { LambdaFunction } from "../../../../components/workload/function/lambda-function";
import { Service } from "../../../../components/workload/service/service";
import { contextOf } from "../../../../infra/context";
import { INGEST, settingsOf } from "../../../support/contexts";
import { configOf, testResources } from "../../../support/environment-resources";
import { only, record } from "../../../support/record";
import { apiAdapter, contextOfAdapter } from "../function/api-adapter";
import { argsIn } from "../service/fixture";

const DIGEST = `sha256:${"a".repeat(64)}`;
const URL = "222222222222.dkr.ecr.ca-central-1.amazonaws.com/nc-platform-stg-appconfig-agent";
const context = contextOf(settingsOf("stg"), INGEST);
const AT =
  "http://localhost:2772/applications/nc-ingest-worker-stg-flags" +
  "/environments/nc-ingest-worker-stg-flags/configurations/nc-ingest-worker-stg-flags";

describe("flagAgent", () => {
  it("[§10] runs beside the container, by digest, confined and not essential", async () => {
    let definition: unknown;
    await record(async () => {
      const output = pulumi.output(flagAgent(context, URL).definition);
      definition = await new Promise((resolve) => output.apply(resolve));
    });

    expect(definition).to.deep.equal({
      name: "appconfig-agent",
      image: `${URL}@${DIGEST}`,
      versionConsistency: "enabled",
      essential: false,
      restartPolicy: { enabled: true, restartAttemptPeriod: 60 },
      user: "10002:10002",
      readonlyRootFilesystem: true,
      privileged: false,
      linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
      healthCheck: {
        command: ["CMD", "curl", "-fsS", "http://localhost:2772/ping"],
        interval: 30,
        timeout: 5,
        retries: 3,
        startPeriod: 10,
      },
      environment: [
        { name: "HTTP_PORT", value: "2772" },
        {
          name: "PREFETCH_LIST",
          value: "nc-ingest-worker-stg-flags:nc-ingest-worker-stg-flags:nc-ingest-worker-stg-flags",
        },
        { name: "SERVICE_REGION", value: "ca-central-1" },
      ],
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/nc/stg/ingest-worker/logs/tasks",
          "awslogs-region": "ca-central-1",
          "awslogs-stream-prefix": "appconfig-agent",
          mode: "non-blocking",
          "max-buffer-size": "4m",
        },
      },
    });
  });

  it("says where its image is, so that the task may pull it, and where flags are", () => {
    const { repositoryArn, variables } = flagAgent(context, URL);

    expect(repositoryArn).to.equal(
      "arn:aws:ecr:ca-central-1:222222222222:repository/nc-platform-stg-appconfig-agent",
    );
    expect(variables).to.deep.equal({ NC_FLAGS_URL: AT });
  });

  it("says that the settings have no digest of it", () => {
    const without = contextOf(settingsOf("stg", { appConfigAgent: {} }), INGEST);
    expect(() => flagAgent(without, URL)).to.throw(
      "Pulumi.stg.yaml:\n  appConfigAgent.digest is missing: expected the digest of the image that " +
        "is in this account, as ingest-worker has flags",
    );
  });

  it("[§10] is a part of a service's task, whose own container is told of it", async () => {
    const made = await record(() => {
      const args = argsIn("stg");
      new Service("ingest-worker", { ...args, sidecars: [flagAgent(args.context, URL)] });
    });
    const { containerDefinitions } = only(made, "aws:ecs/taskDefinition:TaskDefinition").inputs;
    const [own, agent] = JSON.parse(containerDefinitions);
    const pull = JSON.parse(
      only(made, "aws:iam/rolePolicy:RolePolicy", "ingest-worker-roles-execution").inputs.policy,
    ).Statement.find(({ Sid }: { Sid: string }) => Sid === "Images");

    expect(agent.name).to.equal("appconfig-agent");
    expect(own.environment).to.deep.include({ name: "NC_FLAGS_URL", value: AT });
    expect(pull.Resource).to.include(flagAgent(context, URL).repositoryArn);
  });
});

describe("flagExtension", () => {
  for (const [architecture, layer] of [
    ["x86_64", "AWS-AppConfig-Extension:262"],
    ["arm64", "AWS-AppConfig-Extension-Arm64:182"],
  ] as const) {
    it(`[§10] is AWS's layer for ${architecture}, by version`, () => {
      expect(flagExtension(context, architecture).layerArn).to.equal(
        `arn:aws:lambda:ca-central-1:039592058896:layer:${layer}`,
      );
    });
  }

  it("[§10] is a part of the function, whose code is told of it", async () => {
    const own = contextOfAdapter("stg");
    const made = await record(() => {
      const workload = apiAdapter();
      new LambdaFunction("api-adapter", {
        context: own,
        workload,
        environmentResources: testResources(own).environmentResources(),
        config: configOf(own, workload),
        extensions: [flagExtension(own, "arm64")],
      });
    });
    const { layers, environment } = only(made, "aws:lambda/function:Function").inputs;
    const name = "nc-api-adapter-stg-flags";

    expect(layers).to.deep.equal([flagExtension(own, "arm64").layerArn]);
    expect(environment.variables).to.deep.include({
      NC_FLAGS_URL: `http://localhost:2772/applications/${name}/environments/${name}/configurations/${name}`,
      AWS_APPCONFIG_EXTENSION_HTTP_PORT: "2772",
      AWS_APPCONFIG_EXTENSION_PREFETCH_LIST: `${name}:${name}:${name}`,
    });
  });
});
