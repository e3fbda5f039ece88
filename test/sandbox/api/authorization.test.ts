import { CloudWatchClient, ListMetricStreamsCommand } from "@aws-sdk/client-cloudwatch";
import {
  DescribeServicesCommand,
  ECSClient,
  ListClustersCommand,
  RegisterTaskDefinitionCommand,
} from "@aws-sdk/client-ecs";
import {
  DescribeSSLPoliciesCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { LambdaClient, ListLayersCommand } from "@aws-sdk/client-lambda";
import { GetBucketAclCommand, S3Client } from "@aws-sdk/client-s3";
import { ListSchedulesCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import {
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { expect } from "chai";
import { ISSUER, signToken } from "../../../sandbox/api/authorization/token";
import { addService } from "./support/service-account";
import { ACCOUNT, allowing, ROLE, SERVICE, SUBJECT } from "./support/service-inputs";
import { START, testApi } from "./support/test-api";

/** ISO instant, minutes after the start. */
const later = (minutes: number) =>
  new Date(START.getTime() + minutes * 60_000).toISOString().replace(".000Z", "Z");

const CLAIMS = {
  iss: ISSUER,
  aud: "sts.amazonaws.com",
  sub: SUBJECT,
  exp: START.getTime() / 1000 + 300,
};

describe("a call of the simulated account", () => {
  const api = testApi((cloud) => void addService(cloud));
  const assume = async (claims: object, secret = api.world.issuerSecret) => {
    const command = new AssumeRoleWithWebIdentityCommand({
      RoleArn: `arn:aws:iam::${ACCOUNT}:role/${ROLE}`,
      RoleSessionName: "ci",
      WebIdentityToken: signToken({ ...claims }, secret),
    });
    const { Credentials } = await new STSClient(api.endpoint).send(command);
    return {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
    };
  };
  const services = (config: object) =>
    new ECSClient(config).send(
      new DescribeServicesCommand({ cluster: "nc-core", services: [SERVICE] }),
    );

  it("is the role's whose trust policy takes the token", async () => {
    const credentials = await assume(CLAIMS);
    const sts = new STSClient({ ...api.endpoint, credentials });
    const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
    expect(Account).to.equal(ACCOUNT);
    expect(Arn).to.equal(`arn:aws:sts::${ACCOUNT}:assumed-role/${ROLE}/ci`);
  });

  const refused: [why: string, claims: object, code: string][] = [
    [
      "of another job",
      { ...CLAIMS, sub: "repo:neurocipher/other:environment:dev" },
      "AccessDenied",
    ],
    ["for another audience", { ...CLAIMS, aud: "someone" }, "AccessDenied"],
    ["that has expired", { ...CLAIMS, exp: START.getTime() / 1000 }, "ExpiredTokenException"],
  ];
  for (const [why, claims, code] of refused) {
    it(`is refused with a token ${why}`, async () => {
      expect(await nameOfError(assume(claims))).to.equal(code);
    });
  }

  it("is refused with a token that another issuer signed", async () => {
    const error = await nameOfError(assume(CLAIMS, "another"));
    expect(error).to.equal("InvalidIdentityTokenException");
  });

  it("is refused where the role's policies allow it not, with who, what and on what", async () => {
    const ssm = new SSMClient(api.as(ROLE));
    const call = ssm.send(new GetParameterCommand({ Name: "/nc/dev/other/config/x" }));
    expect(await messageOfError(call)).to.equal(
      `User: arn:aws:sts::${ACCOUNT}:assumed-role/${ROLE}/ci is not authorized to perform: ` +
        `ssm:GetParameter on resource: arn:aws:ssm:ca-central-1:${ACCOUNT}:parameter/nc/dev/other/config/x ` +
        "because no policy allows the ssm:GetParameter action",
    );
  });

  it("is refused where the session's own policy allows it not", async () => {
    const sessionPolicy = JSON.stringify(allowing("codedeploy:*"));
    expect(await nameOfError(services(api.as(ROLE, { sessionPolicy })))).to.equal(
      "AccessDeniedException",
    );
    expect(await nameOfError(services(api.as(ROLE)))).to.equal(undefined);
  });

  it("is refused once the time is over until which a policy allows it", async () => {
    const condition = { DateLessThan: { "aws:CurrentTime": later(30) } };
    const { Version, Statement } = allowing("ecs:*");
    const statements = [Statement].flat().map((each) => ({ ...each, Condition: condition }));
    const sessionPolicy = JSON.stringify({ Version, Statement: statements });
    const session = api.as(ROLE, { sessionPolicy });
    expect(await nameOfError(services(session))).to.equal(undefined);
    await api.pass(31);
    expect(await nameOfError(services(session))).to.equal("AccessDeniedException");
  });

  it("is refused with a wrong secret", async () => {
    const credentials = { ...(await assume(CLAIMS)), secretAccessKey: "guessed" };
    const error = await nameOfError(services({ ...api.endpoint, credentials }));
    expect(error).to.equal("SignatureDoesNotMatch");
  });

  it("is refused once the hour of its session is over", async () => {
    const config = { ...api.endpoint, credentials: await assume(CLAIMS) };
    await api.pass(59);
    expect(await nameOfError(services(config))).to.equal(undefined);
    await api.pass(1);
    expect(await nameOfError(services(config))).to.equal("ExpiredTokenException");
  });

  it("says which operation is not served, whatever the protocol", async () => {
    const config = { ...api.as(ROLE), forcePathStyle: true };
    const calls: Readonly<Record<string, () => Promise<unknown>>> = {
      ListClusters: () => new ECSClient(config).send(new ListClustersCommand({})),
      DescribeSSLPolicies: () =>
        new ElasticLoadBalancingV2Client(config).send(new DescribeSSLPoliciesCommand({})),
      ListMetricStreams: () => new CloudWatchClient(config).send(new ListMetricStreamsCommand({})),
      // In a REST protocol, a method and a path say which it is.
      ListLayers: () => new LambdaClient(config).send(new ListLayersCommand({})),
      ListSchedules: () => new SchedulerClient(config).send(new ListSchedulesCommand({})),
      GetBucketAcl: () => new S3Client(config).send(new GetBucketAclCommand({ Bucket: "b" })),
    };
    for (const [name, call] of Object.entries(calls)) {
      expect(await messageOfError(call())).to.equal(
        `${name} is an operation that the sandbox does not serve`,
      );
    }
  });

  it("is refused where AWS's model of it is not met, before anything else", async () => {
    const ssm = new SSMClient(api.as(ROLE));
    const call = ssm.send(new GetParameterCommand({ Name: undefined }));
    expect(await messageOfError(call)).to.equal(
      "1 validation error detected: Value null at 'name' failed to satisfy constraint: " +
        "Member must not be null",
    );
  });

  it("is refused with all that its model refuses, each with what it wants", async () => {
    const call = new ECSClient(api.as(ROLE)).send(
      new RegisterTaskDefinitionCommand({
        family: "shop",
        containerDefinitions: [],
        networkMode: "awsvcp" as "awsvpc",
        pidMode: "all" as "task",
      }),
    );
    expect(await messageOfError(call)).to.equal(
      "2 validation errors detected: Value 'awsvcp' at 'networkMode' failed to satisfy constraint: " +
        "Member must satisfy enum value set: [bridge, host, awsvpc, none]; " +
        "Value 'all' at 'pidMode' failed to satisfy constraint: " +
        "Member must satisfy enum value set: [host, task]",
    );
  });

  it("is refused for each kind of limit that AWS's model has", async () => {
    // AWS's service model of ssm: PSParameterName 1 to 2048, ParameterKeyId a pattern.
    const ssm = new SSMClient(api.as(ROLE));
    const name = "x".repeat(2049);
    const limits: readonly [() => Promise<unknown>, string][] = [
      [
        () => ssm.send(new GetParameterCommand({ Name: "" })),
        "Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1",
      ],
      [
        () => ssm.send(new GetParameterCommand({ Name: name })),
        `Value '${name}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 2048`,
      ],
      [
        () => ssm.send(new PutParameterCommand({ Name: "/a", Value: "b", KeyId: "a key" })),
        "Value 'a key' at 'keyId' failed to satisfy constraint: " +
          "Member must satisfy regular expression pattern: ^([a-zA-Z0-9:/_-]+)$",
      ],
    ];
    for (const [call, problem] of limits) {
      expect(await messageOfError(call())).to.equal(`1 validation error detected: ${problem}`);
    }
  });
});

async function nameOfError(call: Promise<unknown>): Promise<string | undefined> {
  return call.then(
    () => undefined,
    (error: Error) => error.name,
  );
}

async function messageOfError(call: Promise<unknown>): Promise<string | undefined> {
  return call.then(
    () => undefined,
    (error: Error) => error.message,
  );
}
