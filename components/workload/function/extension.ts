/** A layer whose process runs beside a function's code, and what it takes. */
export interface Extension {
  /** ARN of the layer, with its version. */
  readonly layerArn: string;
  /** Variables of the function that it reads, or that say to the code where it is. */
  readonly variables: Readonly<Record<string, string>>;
}
