// What the engine requires. Its runner takes no flags for node, and puts a compiler of its own
// before every `.ts` file that is required; one that is imported goes to tsx alone.
module.exports = import("tsx/esm/api").then(({ register }) => {
  register();
  return import("./index.ts");
});
