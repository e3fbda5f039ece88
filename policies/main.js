// What the engine loads. It puts ts-node, with checks of its own, before every `.ts` file that is
// required; one that is imported goes to tsx alone.
void import("./index.ts");
