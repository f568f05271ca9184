// Starts aimock on a free port of the loopback with our fixtures, says where, and ends when the starter does.
import { LLMock } from "@copilotkit/aimock";

const mock = new LLMock({ port: 0, host: "127.0.0.1", logLevel: "silent" });
mock.loadFixtureFile(new URL("./aimock-fixtures.json", import.meta.url).pathname);
await mock.start();
console.log("READY " + mock.url);

process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
