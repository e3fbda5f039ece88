// Builds the program that copies images between registries, as `tools/oras/go.sum` pins it, and prints its path.
import { goTool } from "./go.mjs";

console.log(await goTool("oras"));
