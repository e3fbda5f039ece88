import { expect } from "chai";
import { deployFlags } from "../../../../sandbox/cloud/deployments/appconfig";
import { ProviderError } from "../../../../sandbox/cloud/provider-error";
import { testAccount } from "../test-account";

const ON = '{"version":"1","flags":{"f":{}},"values":{"f":{"enabled":true}}}';

describe("a deployment of flags in the simulated account", () => {
  const account = testAccount();
  beforeEach(() => {
    const add = (type: string, inputs: object) => account.create(type, type, inputs);
    const name = "nc-x-dev-flags";
    const { id: applicationId } = add("aws:appconfig/application:Application", { name });
    add("aws:appconfig/environment:Environment", { applicationId, name });
    add("aws:appconfig/configurationProfile:ConfigurationProfile", {
      applicationId,
      name,
      locationUri: "hosted",
      type: "AWS.AppConfig.FeatureFlags",
    });
  });
  const deploy = (content: string) => deployFlags(account.cloud, "nc-x-dev-flags", content);

  it("keeps each document as a version of its own, with times that AppConfig adds", () => {
    deploy(ON).finish();
    expect(deploy(ON).version).to.equal(2);
    const [first] = account.cloud.list(
      "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion",
    );
    expect(JSON.parse(`${first?.state.content}`).values.f).to.have.all.keys(
      ...["enabled", "_createdAt", "_updatedAt"],
    );
  });

  it("is refused while another goes on", () => {
    const first = deploy(ON);
    expect(() => deploy(ON)).to.throw(ProviderError, "ConflictException");
    first.rollBack();
    expect(deploy(ON).version).to.equal(2);
  });

  it("[§10] is refused where AppConfig refuses the document", () => {
    expect(() => deploy('{"version":"2"}')).to.throw(
      ProviderError,
      'BadRequestException: flags:\n  version is "2": expected "1"',
    );
  });
});
