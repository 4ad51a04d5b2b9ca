/**
 * The kitchen: the true client against a server that lives in the page, to look at the shell and every element.
 * The address chooses what is seen: ?scene=gallery|dashboard|running|lost|unreachable|empty, &theme={json of config.toml's theme}.
 */
import { FakeSocket } from "./server";

const theme = new URLSearchParams(location.search).get("theme");
const block = document.createElement("script");
block.type = "application/json";
block.id = "rushlight-settings";
block.textContent = JSON.stringify({ base: "/", toolbar: "developer", theme: theme ? JSON.parse(theme) : {} });
document.head.append(block);

window.WebSocket = FakeSocket as unknown as typeof WebSocket;
await import("../src/main");
