// Builds the program that copies images between registries, as `tools/setup/oras/go.sum` pins it, and prints its path.
import { goTool } from "../setup/go.mjs";

console.log(await goTool("oras"));
