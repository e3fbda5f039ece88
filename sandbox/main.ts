import "./start-up";
import { start } from "./start";

process.exitCode = await start(process.argv.slice(2));
