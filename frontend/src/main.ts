import { createEffect, createRoot } from "solid-js";
import { render } from "solid-js/web";
import { App } from "./shell/app";
import { start, themeChanged } from "./store/session";
import { settings } from "./store/settings";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/layout.css";
import "./styles/shell.css";
import { allowStyles } from "./styles/inline";
import { applyTheme, followSystem, loadSheets, shownTheme } from "./styles/theme";

allowStyles(settings().nonce);
createRoot(() => {
  createEffect(() => {
    loadSheets(settings().sheets);
    applyTheme(settings().theme);
  });
  followSystem(themeChanged);
});
const host = document.getElementById("app");
if (host) render(App, host);
void start(shownTheme);
