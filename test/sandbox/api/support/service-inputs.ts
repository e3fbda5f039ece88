/** Names and ARNs of a service in the tests' account, in the form that AWS gives them. */
export const ACCOUNT = "111111111111";
export const REGION = "ca-central-1";
export const ROLE = "nc-shop-dev-gha-deploy-role";
export const SERVICE = "nc-shop-dev-service";
export const GROUP = "nc-shop-dev-delivery";
export const SUBJECT = "repo:neurocipher/shop:environment:dev";

const ISSUER = "token.actions.githubusercontent.com";

/** Who may assume the role: one job of one repository. */
export const TRUST = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { [`${ISSUER}:aud`]: "sts.amazonaws.com", [`${ISSUER}:sub`]: SUBJECT },
      },
    },
  ],
};

/** A policy that allows these actions on everything. */
export function allowing(...Action: readonly string[]) {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] };
}

/** Image of the service with a digest of one digit. */
export function imageOf(digit: string): string {
  return `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/nc-shop-dev-image@sha256:${digit.repeat(64)}`;
}

/** The containers of a revision. */
export function containersOf(digit: string) {
  return [{ name: "shop", image: imageOf(digit), essential: true, environment: [] }];
}

/** Errors of one target group, as the program's alarm counts them. */
export function errorAlarm(loadBalancer: string, targetGroup: string) {
  const metric = (id: string, metricName: string) => ({
    id,
    metric: {
      namespace: "AWS/ApplicationELB",
      metricName,
      dimensions: { LoadBalancer: loadBalancer, TargetGroup: targetGroup },
      stat: "Sum",
      period: 60,
    },
  });
  return {
    metricQueries: [
      metric("requests", "RequestCount"),
      metric("errors", "HTTPCode_Target_5XX_Count"),
      {
        id: "result",
        expression: "100 * FILL(errors, 0) / IF(FILL(requests, 0) > 0, requests, 1)",
        returnData: true,
      },
    ],
    comparisonOperator: "GreaterThanThreshold",
    threshold: 1,
    evaluationPeriods: 2,
    datapointsToAlarm: 2,
    treatMissingData: "notBreaching",
  };
}
