"""What the tests of all browsers share that look whether texts are taken for scripts: the corpus, and what is looked for."""

from __future__ import annotations

from pathlib import Path

CORPUS = Path(__file__).parents[1] / "security" / "scripts.txt"
PAYLOADS = [line for line in CORPUS.read_text("utf-8").split("\n") if line]
FILE_NAMES = [text.replace("/", "∕") for text in PAYLOADS if len(text) < 100][:60]
"""Payloads as a file may be named after."""
TIP = ".echarts-chart img[src=x]"
"""What is left of a payload in the tip of a chart, which shows markup."""
ATTACKS = [
    "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.head.append(s)",
    "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')",
    "window.setTimeout('window.ran = 1', 0)",
]
"""Ways to run code in a page that only its policy holds back."""
WATCH = """
window.hits = []
for (const name of ["ran", "alert", "confirm", "prompt", "print"]) window[name] = (x) => window.hits.push(`${name}(${x})`)
Object.freeze(window.ran)
"""
INSPECT = """() => {
  const found = [...window.hits]
  const roots = [document]
  const runs = (url) => /^[\\u0000-\\u0020]*(j\\s*a\\s*v\\s*a|v\\s*b|l\\s*i\\s*v\\s*e)\\s*s\\s*c\\s*r\\s*i\\s*p\\s*t\\s*:/i.test(url) || /^\\s*data:(?!image\\/|font\\/|audio\\/|video\\/)/i.test(url)
  for (const root of roots) for (const each of root.querySelectorAll("*")) {
    if (each.shadowRoot) roots.push(each.shadowRoot)
    for (const { name, value } of each.attributes) {
      if (name.startsWith("on")) found.push(`${each.localName} ${name}=${value}`)
      const leads = ["href", "xlink:href", "src", "action", "formaction", "data", "poster", "ping"].includes(name)
      // An address that is shown as a picture or a film is only ever read as one.
      if (leads && !(/^(img|image|video|audio|source)$/.test(each.localName) && /^\\s*data:/i.test(value)) && runs(value)) found.push(`${each.localName} ${name}=${value}`)
      if (name === "srcdoc" && !each.sandbox.length) found.push(`iframe srcdoc=${value}`)
    }
    if (each.localName === "script" && each.src === "" && each.type !== "application/json") found.push(`script ${each.text}`)
    if (each.closest("body") && ["base", "object", "embed", "applet"].includes(each.localName)) found.push(each.outerHTML)
    if (each.localName === "meta" && /refresh|security/i.test(each.httpEquiv)) found.push(each.outerHTML)
  }
  return found
}"""
"""Finds what has run or would."""
CONTROL = """() => document.body.insertAdjacentHTML(
  'beforeend', '<img src=x onerror=ran(1)><a href=" java\\tscript:ran(1)">x</a>'
)"""
"""Puts two attacks into the page, of which `INSPECT` finds three things: the one that has run, and both that are there."""

SHOWN = """(end) => !document.querySelector('.running, .placeholder')
  && [...document.querySelectorAll('main .plain')].at(-1)?.textContent === end"""
"""Whether the app has come to its end, in Firefox."""


def end_of(query: str) -> str:
    """Return what the app says below all else, once it shows what an address asks for."""
    return f"the end of {query}"
