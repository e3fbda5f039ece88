import { pathToFileURL } from "node:url";
import { start } from "../start";

// A process of its own for each preview: its time is all of it, as a user has to wait for it.
const [folder = "", ...words] = process.argv.slice(2);
process.exitCode = await start(words, { catalog: pathToFileURL(`${folder}/`) });
