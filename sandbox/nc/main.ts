import "../start-up";
import { startNc } from "./start";

process.exitCode = await startNc(process.argv.slice(2));
