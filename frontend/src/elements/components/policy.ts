import { onCleanup } from "solid-js";
import { settings } from "../../store/settings";

const TRIES = "rushlight-evals";
const MOST_TRIES = 3;

/**
 * Whether modules may run here. Some make code out of text: a page that was loaded before the app declared its first
 * module forbids that, so it is loaded anew. It may come from a worker that knows of no module yet, hence the limit.
 */
export function mayRunModules(): boolean {
  if (settings().evals) {
    sessionStorage.removeItem(TRIES);
    return true;
  }
  const tries = Number(sessionStorage.getItem(TRIES) ?? 0);
  if (tries >= MOST_TRIES) return true;
  sessionStorage.setItem(TRIES, String(tries + 1));
  location.reload();
  return false;
}

/**
 * Tell why the page's policy keeps a component from something, for as long as the component is there. `isOurs` says
 * whether the component is what caused an event.
 */
export function tellBlocked(isOurs: (event: SecurityPolicyViolationEvent) => boolean, tell: (why: string) => void) {
  const heard = (event: SecurityPolicyViolationEvent) => {
    if (isNeeded(event) && isOurs(event)) tell(reasonOf(event.blockedURI));
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
