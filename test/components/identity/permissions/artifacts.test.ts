import { expect } from "chai";
import { deliveryPermissions } from "../../../../components/workload/delivery-permissions";
import { identityOf } from "../../../../infra/catalog/workload";
import { contextOf } from "../../../../infra/context";
import { ENVIRONMENTS } from "../../../../infra/environments";
import { loadTestCatalog } from "../../../support/catalog";
import { settingsOf } from "../../../support/contexts";
import { isAllowed } from "../../../support/simulate";

describe("what a deploy role may do with artifacts", () => {
  for (const environment of ENVIRONMENTS) {
    it(`[§15] keeps an SBOM and a manifest of its own workload in ${environment}, and no other's`, async () => {
      const settings = settingsOf(environment);
      const account = settings.accountId;
      const bucket = `arn:aws:s3:::nc-platform-${environment}-artifacts-${account}`;
      for (const workload of await loadTestCatalog()) {
        const context = contextOf(settings, identityOf(workload));
        const identity = deliveryPermissions(context, workload);
        const principal = `arn:aws:sts::${account}:assumed-role/nc-${context.service}/it`;
        const may = (action: string, key: string) =>
          isAllowed({ principal, action, resource: `${bucket}/${key}`, account, identity });
        for (const kind of ["sbom", "manifest"]) {
          expect(await may("s3:PutObject", `${context.service}/${kind}/1.json`)).to.equal(true);
          expect(await may("s3:PutObject", `another/${kind}/1.json`)).to.equal(false);
          expect(await may("s3:DeleteObject", `${context.service}/${kind}/1.json`)).to.equal(false);
        }
      }
    });
  }
});
