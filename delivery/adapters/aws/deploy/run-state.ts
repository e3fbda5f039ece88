/** How something that runs once and ends by itself goes. */
export type RunState =
  | { readonly state: "in-progress" }
  | { readonly state: "succeeded" }
  | {
      readonly state: "failed";
      readonly reason: string;
      /** @default - AWS does not say when */
      readonly endedAt?: Date;
    };
