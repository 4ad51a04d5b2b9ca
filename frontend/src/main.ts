import { render } from "solid-js/web";
import { App } from "./shell/app";
import { settings } from "./shell/settings";
import { start } from "./store/session";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/layout.css";
import "./styles/shell.css";
import { applyTheme, shownTheme } from "./styles/theme";

applyTheme(settings.theme);
const host = document.getElementById("app");
if (host) render(App, host);
void start(shownTheme);
