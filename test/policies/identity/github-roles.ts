export const ROLE = "aws:iam/role:Role";
export const ISSUER = "token.actions.githubusercontent.com";
export const PROVIDER = `arn:aws:iam::111111111111:oidc-provider/${ISSUER}`;
const DELIVERS = "nc-app-dev-gha-deploy-role";
export const DEV = {
  aud: "sts.amazonaws.com",
  sub: "repo:neurocipher/app:environment:dev" as unknown,
  repository_id: "42",
  environment: "dev",
  ref: "refs/heads/main" as unknown,
};
export const condition = (claims: object) => {
  const given = Object.entries(claims).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([key, value]) => [`${ISSUER}:${key}`, value]));
};
export const role = (statement: object, name: unknown = DELIVERS) => {
  const assumeRolePolicy = JSON.stringify({
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: PROVIDER },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringEquals: condition(DEV) },
        ...statement,
      },
    ],
  });
  return { type: ROLE, props: { name, assumeRolePolicy } };
};
export const trust = (claims: object, name?: unknown) =>
  role({ Condition: { StringEquals: condition({ ...DEV, ...claims }) } }, name);
export const sub = (subject: unknown, ...says: RegExp[]) => ({ ...trust({ sub: subject }), says });
export const SUBJECT = /accepts the subject/;
