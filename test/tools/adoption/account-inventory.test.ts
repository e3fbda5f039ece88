import { text } from "node:stream/consumers";
import { expect } from "chai";
import { identityOf } from "../../../infra/adoption/identity";
import { accountInventory, INVENTORY_TYPES } from "../../../tools/adoption/account-inventory";
import { withServer } from "../../support/loopback";

const ECR = "aws:ecr/repository:Repository";
const OIDC = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
const SECRET = "aws:secretsmanager/secret:Secret";
const RECORD = "aws:route53/record:Record";
const GONE = { __type: "com.amazon.cloudapiservice#ResourceNotFoundException" };

/** Looks up one resource; returns what was asked, and what was found or went wrong. */
async function find(type: string, identity: string, answer: object | string, status = 200) {
  const asked: string[] = [];
  const found = await withServer(
    (request, response) => {
      void text(request).then((body) => {
        const target = request.headers["x-amz-target"] ?? `${request.method} ${request.url}`;
        const signed = String(request.headers.authorization).split("/").slice(2, 4).join(" ");
        asked.push(`${target} ${body} ${signed}`);
        response
          .writeHead(status)
          .end(typeof answer === "string" ? answer : JSON.stringify(answer));
      });
    },
    (endpoint) =>
      accountInventory({
        accessKeyId: "AKIDEXAMPLE",
        secretAccessKey: "example",
        region: "ca-central-1",
        endpoint,
      })
        .find(type, identity)
        .catch(String),
  );
  return { asked, found };
}

const described = (properties: object) => ({
  ResourceDescription: { Properties: JSON.stringify(properties) },
});

describe("the inventory of an account", () => {
  it("asks the Cloud Control API for a resource, by its type and identifier", async () => {
    const { asked, found } = await find(
      ECR,
      "nc-a",
      described({ EncryptionConfiguration: { EncryptionType: "KMS", KmsKey: "k" } }),
    );
    expect(asked).to.deep.equal([
      'CloudApiService.GetResource {"TypeName":"AWS::ECR::Repository","Identifier":"nc-a"} ca-central-1 cloudcontrolapi',
    ]);
    expect(found).to.deep.equal({
      id: "nc-a",
      properties: {
        clientIdLists: undefined,
        encryptionConfigurations: [{ encryptionType: "KMS" }],
      },
    });
  });

  it("reads the audiences of an OIDC provider", async () => {
    const { found } = await find(OIDC, "arn", described({ ClientIdList: ["sts.amazonaws.com"] }));
    expect(found).to.have.nested.property("properties.clientIdLists[0]", "sts.amazonaws.com");
  });

  it("is nothing where AWS knows no such resource, and an error for any other answer", async () => {
    expect((await find(ECR, "nc-a", GONE, 400)).found).to.equal(undefined);
    const denied = { __type: "AccessDeniedException", message: "no" };
    expect((await find(ECR, "nc-a", denied, 400)).found).to.equal(
      'Error: CloudApiService.GetResource of {"TypeName":"AWS::ECR::Repository","Identifier":"nc-a"} failed: AccessDeniedException no',
    );
  });

  it("finds a secret by its name, also one that waits for its deletion", async () => {
    const { asked, found } = await find(SECRET, "/nc/a", { ARN: "arn:s", DeletedDate: 1764158400 });
    expect(asked).to.deep.equal([
      'secretsmanager.DescribeSecret {"SecretId":"/nc/a"} ca-central-1 secretsmanager',
    ]);
    expect(found).to.deep.equal({
      id: "arn:s",
      properties: { deletedDate: "2025-11-26T12:00:00.000Z" },
    });
  });

  it("takes no record for another that follows", async () => {
    const record = (name: string) => `<Name>${name}.</Name><Type>A</Type>`;
    const same = await find(RECORD, "Z1_a.example_A", record("a.example"));
    expect(same.asked).to.deep.equal([
      "GET /2013-04-01/hostedzone/Z1/rrset?name=a.example&type=A&maxitems=1  us-east-1 route53",
    ]);
    expect(same.found).to.deep.equal({ id: "Z1_a.example_A", properties: {} });
    expect((await find(RECORD, "Z1_a.example_A", record("b.example"))).found).to.equal(undefined);
  });

  it("knows every type that has an identity, and no other", async () => {
    const inputs = { name: "n", bucket: "b", url: "https://u", zoneId: "Z", type: "A" };
    const place = { accountId: "111111111111", region: "ca-central-1" };
    const without = INVENTORY_TYPES.filter((each) => identityOf(each, inputs, place) === undefined);
    expect(without).to.deep.equal([]);
    expect(INVENTORY_TYPES).to.have.lengthOf(15);
    expect((await find("aws:ec2/vpc:Vpc", "vpc-1", {})).found).to.equal(
      "Error: no inventory has aws:ec2/vpc:Vpc",
    );
  });
});
