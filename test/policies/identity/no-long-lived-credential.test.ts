import { noLongLivedCredential } from "../../../policies/identity/no-long-lived-credential";
import { judges } from "../../support/violations";

const user = (type: string) => ({ type, props: {}, says: [/does not expire/] });

judges(noLongLivedCredential, {
  "[§4] refuses a user": user("aws:iam/user:User"),
  "[§4] refuses an access key": user("aws:iam/accessKey:AccessKey"),
  "refuses a login profile": user("aws:iam/userLoginProfile:UserLoginProfile"),
  "refuses a group": user("aws:iam/group:Group"),
  "refuses a service's credential": user(
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
  ),
});
