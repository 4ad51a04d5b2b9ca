import { onCleanup } from "solid-js";
import { settings } from "../../store/settings";

const TRIES = "rushlight-evals";
const MOST_TRIES = 3;

/**
 * Tell why the page's policy keeps a component from something, for as long as the component is there. `isOurs` says
 * whether the component is what caused an event.
 */
export function tellBlocked(isOurs: (event: SecurityPolicyViolationEvent) => boolean, tell: (why: string) => void) {
  const heard = (event: SecurityPolicyViolationEvent) => {
    if (event.blockedURI === "eval") reloadForEvals();
    else if (isNeeded(event) && isOurs(event)) tell(reasonOf(event.blockedURI));
  };
  document.addEventListener("securitypolicyviolation", heard);
  onCleanup(() => document.removeEventListener("securitypolicyviolation", heard));
}

/** Without code or data a component fails; without a typeface it looks plainer. */
function isNeeded(event: SecurityPolicyViolationEvent): boolean {
  return /^https?:/.test(event.blockedURI) && /^(script|connect|worker)-src/.test(event.effectiveDirective);
}

function reasonOf(address: string): string {
  const { origin } = new URL(address);
  return `the page's policy does not let it load ${address}. Add "${origin}" to components.allowedHosts in config.toml.`;
}

/**
 * Some modules make code out of text. A page that was loaded before the app declared its first module forbids that; one
 * that is loaded now does not, unless it comes from a worker that knows of no module yet.
 */
function reloadForEvals(): void {
  const tries = Number(sessionStorage.getItem(TRIES) ?? 0);
  if (settings().evals || tries >= MOST_TRIES) return;
  sessionStorage.setItem(TRIES, String(tries + 1));
  location.reload();
}

if (settings().evals) sessionStorage.removeItem(TRIES);
