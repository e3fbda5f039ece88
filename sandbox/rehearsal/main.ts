import "../start-up";
import { startRehearsal } from "./start";

process.exitCode = await startRehearsal(process.argv.slice(2));
