import { program } from "./program";

/** The stack's outputs. */
export const outputs = await program();
