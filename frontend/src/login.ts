import { FLAME, iconLink } from "./shell/tab_icon";
import { settings } from "./store/settings";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/login.css";
import { applyTheme, followSystem, loadSheets } from "./styles/theme";

loadSheets(settings().sheets);
applyTheme(settings().theme);
followSystem();
iconLink().href = FLAME;
