const KEY = "rushlight-session";

let id: string | null = null;

/** The session of this tab. A tab that was duplicated gets one of its own. */
export const tabSession = {
  get: (): string | null => id,

  set(session: string): void {
    if (session === id) return;
    id = session;
    sessionStorage.setItem(KEY, session);
    hold(session);
  },

  /** Read the session that this tab had before it was reloaded, unless another tab has it. */
  async ready(): Promise<void> {
    const kept = sessionStorage.getItem(KEY);
    if (kept === null || !(await isFree(kept))) return;
    id = kept;
    hold(kept);
  },
};

// A lock is held for as long as the tab lives; a duplicated tab cannot get it.
function hold(session: string): void {
  void navigator.locks?.request(`${KEY}-${session}`, () => new Promise<void>(() => undefined));
}

async function isFree(session: string): Promise<boolean> {
  if (!navigator.locks) return true;
  return navigator.locks.request(`${KEY}-${session}`, { ifAvailable: true }, (lock) => lock !== null);
}
