/** Put a text on the clipboard. Without TLS browsers have only the older way, from within what the user has pressed. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const give = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("copy", give, { capture: true, once: true });
  try {
    if (!document.execCommand("copy")) throw new Error("The browser does not let this page copy.");
  } finally {
    document.removeEventListener("copy", give, { capture: true });
  }
}
