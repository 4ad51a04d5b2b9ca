"""The one table of all settings."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import msgspec

Type: TypeAlias = Literal["bool", "int", "float", "str", "list", "values", "table"]
"""`values` is one text or number, or a list of them."""


class Option(msgspec.Struct, frozen=True):
    """A setting: its name, what it takes, and what it is for."""

    name: str
    type: Type
    default: Any
    help: str
    scriptable: bool = False
    """A script may change it while it runs."""
    hidden: bool = False
    sensitive: bool = False
    """Taken from files and the environment only: command lines can be read by others."""
    choices: tuple[str, ...] = ()
    pattern: str = ""
    """What each text of a list must match wholly, as a regular expression."""
    at_start: bool = False
    """Read when the server starts: a change of its file needs a restart."""

    @property
    def section(self) -> str:
        """The part of the name before the last dot."""
        return self.name.rpartition(".")[0]


HOST = r"(?:https?://)?(?:\*\.)?[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*(?::\d+)?/?"
"""A host as a content security policy may name it: `*.example.org`, `http://localhost:8080`."""

_PLAIN: tuple[Option, ...] = (
    Option("global.disableWidgetStateDuplicationWarning", "bool", False, "Do not warn when a widget has both a default and a value from session state."),
    Option("global.showWarningOnDirectExecution", "bool", True, "Warn when a script is started by `python` instead of `rushlight run`."),
    Option("global.developmentMode", "bool", None, "For work on Rushlight itself.", hidden=True),
    Option("global.e2eTest", "bool", False, "For end-to-end tests.", hidden=True),
    Option("global.unitTest", "bool", False, "For unit tests.", hidden=True),
    Option("global.appTest", "bool", False, "For tests of apps.", hidden=True),
    Option("global.suppressDeprecationWarnings", "bool", False, "Do not warn of old names.", hidden=True),
    Option("global.minCachedMessageSize", "float", 10000.0, "Accepted and without effect: only differences are sent.", hidden=True),
    Option("global.maxCachedMessageAge", "int", 2, "Accepted and without effect: only differences are sent.", hidden=True),
    Option("logger.level", "str", "info", "Least severity that is logged.", choices=("error", "warning", "info", "debug"), at_start=True),
    Option("logger.messageFormat", "str", None, "Format of log lines, in the style of Python's logging.", at_start=True),
    Option("logger.enableRich", "bool", None, "Accepted and without effect.", scriptable=True, hidden=True),
    Option("logger.hideWelcomeMessage", "bool", False, "Do not print the addresses at the start.", hidden=True, at_start=True),
    Option("logger.json", "bool", False, "Log one JSON object a line, for machines.", at_start=True),
    Option("client.showErrorDetails", "str", "full", "What visitors see of an error: full, stacktrace, type or none.", scriptable=True, choices=("full", "stacktrace", "type", "none", "true", "false")),
    Option("client.toolbarMode", "str", "auto", "What the menu offers: auto, developer, viewer or minimal.", scriptable=True, choices=("auto", "developer", "viewer", "minimal")),
    Option("client.disableDataExport", "bool", False, "Do not offer the download of tables.", scriptable=True),
    Option("client.showSidebarNavigation", "bool", True, "Show the pages of a `pages/` folder in the sidebar.", scriptable=True),
    Option("client.showErrorLinks", "str", "auto", "Offer links to search for an error: auto, true or false.", choices=("auto", "true", "false")),
    Option("client.allowedOrigins", "list", [], "Origins of pages that may embed the app and talk to it.", hidden=True),
    Option("runner.magicEnabled", "bool", True, "Show the value of expressions on a line of their own."),
    Option("runner.postScriptGC", "bool", True, "Accepted and without effect: memory is not searched after each run.", hidden=True),
    Option("runner.fastReruns", "bool", True, "Stop a run at its next command when something newer happens."),
    Option("runner.enforceSerializableSessionState", "bool", False, "Fail a run that puts values in session state that cannot be pickled."),
    Option("runner.enumCoercion", "str", "nameOnly", "How enum members of an earlier run are matched: off, nameOnly or nameAndValue.", choices=("off", "nameOnly", "nameAndValue")),
    Option("runner.parallelMaxWorkers", "int", None, "Most threads for parallel fragments."),
    Option("runner.cacheBackgroundRefreshMaxWorkers", "int", 4, "Most threads that refresh cached values.", hidden=True, at_start=True),
    Option("runner.cacheBackgroundRefreshTTLMultiplier", "float", 2.0, "How often the lifetime a value may be served while it is refreshed."),
    Option("runner.connectionDefaultTTL", "float", None, "Lifetime of connections, in seconds, where `st.connection` is given none."),
    Option("runner.cacheHashSeed", "int", 0, "Seed of cache keys."),
    Option("server.folderWatchList", "list", [], "More folders to watch for changes.", at_start=True),
    Option("server.folderWatchBlacklist", "list", [], "Folders not to watch for changes.", at_start=True),
    Option("server.fileWatcherType", "str", "auto", "How changes of files are noticed: auto, watchdog, poll or none.", choices=("auto", "watchdog", "poll", "none"), at_start=True),
    Option("server.enableExpensiveMemoryStats", "bool", False, "Measure the memory of session state for the metrics."),
    Option("server.maxCacheDataSize", "str", None, "Most memory for cached data, such as '2GB'.", at_start=True),
    Option("server.cookieSecret", "str", None, "Key that signs cookies.", sensitive=True, at_start=True),
    Option("server.production", "bool", False, "Run for visitors who know nothing of the code: of an error they see a number only, nothing is watched or offered for developers.", at_start=True),
    Option("server.maxSessionUploads", "int", 1000, "Most megabytes that one session may have uploaded at a time."),
    Option("server.maxConnectionsPerAddress", "int", 100, "Most sockets of one address at a time, and as many connections of other kinds; 0 for any number."),
    Option("server.requestTimeout", "float", 30.0, "Seconds in which a request has to be here; a longer body has to go on coming.", at_start=True),
    Option("runner.maxRunSeconds", "float", None, "Seconds after which a run is stopped at its next command; never when not set."),
    Option("server.headless", "bool", None, "Do not open a browser at the start; true by itself where there is no display.", at_start=True),
    Option("server.showEmailPrompt", "bool", True, "Accepted and without effect: nobody is asked.", hidden=True),
    Option("server.runOnSave", "bool", True, "Run apps anew when their source is saved."),
    Option("server.allowRunOnSave", "bool", True, "Let visitors choose to run anew when the source is saved.", hidden=True),
    Option("server.address", "str", None, "Address to listen on; all of the machine's when not set.", at_start=True),
    Option("server.port", "int", 8501, "Port to listen on; the next free one is taken if this one is not set and in use.", at_start=True),
    Option("server.scriptHealthCheckEnabled", "bool", False, "Serve an address that runs the script to tell whether it works.", hidden=True, at_start=True),
    Option("server.baseUrlPath", "str", "", "Path below which the app is served.", at_start=True),
    Option("server.customComponentBaseUrlPath", "str", "", "Path below which components are served.", hidden=True, at_start=True),
    Option("server.enableCORS", "bool", True, "Refuse pages of other origins."),
    Option("server.corsAllowedOrigins", "list", [], "Other origins whose pages may connect."),
    Option("server.allowedHosts", "list", [], "Host names that the app answers to; all when empty."),
    Option("server.enableXsrfProtection", "bool", True, "Protect uploads from foreign pages."),
    Option("server.xsrfCookieSameSite", "str", "lax", "SameSite of cookies.", choices=("lax", "strict", "none")),
    Option("server.maxUploadSize", "int", 200, "Most megabytes of an uploaded file."),
    Option("server.maxMessageSize", "int", 200, "Most megabytes of a message to the browser."),
    Option("server.maxWidgetStateSize", "int", 25, "Most megabytes of what a browser sends at once of its widgets, such as the value of a component.", at_start=True),
    Option("server.enableWebsocketCompression", "bool", False, "Compress messages; costs time and memory for each session.", at_start=True),
    Option("server.websocketPingInterval", "int", None, "Seconds between pings; 25 when not set.", at_start=True),
    Option("server.enableStaticServing", "bool", False, "Serve the files of the `static/` folder beside the script."),
    Option("server.disconnectedSessionTTL", "int", 120, "Seconds for which a session waits for its browser to come back.", at_start=True),
    Option("server.sessionStore", "str", "memory", "Where sessions are kept: memory, or sqlite for a file that outlives the process and that all processes of a machine share.", choices=("memory", "sqlite"), at_start=True),
    Option("server.sessionStoreFile", "str", None, "File of the sqlite store; sessions.sqlite in .rushlight beside the script when not set.", at_start=True),
    Option("server.sessionStoreDays", "float", 7.0, "Days for which the sqlite store keeps a session that nobody comes back to.", at_start=True),
    Option("server.sessionStoreSize", "int", 100, "Most megabytes of session state that the sqlite store takes of a session; what is beyond stays with the process.", at_start=True),
    Option("server.sessionPickle", "bool", False, "Let the sqlite store keep values of session state that it knows no form for as signed pickles.", at_start=True),
    Option("server.enableAgentApi", "bool", False, "Serve an interface for software agents."),
    Option("server.agentWaitTimeout", "int", 30, "Seconds that an agent's request may take."),
    Option("server.agentSessionTTL", "int", 900, "Seconds after which an agent's session ends."),
    Option("server.agentMaxSessions", "int", 100, "Most sessions of agents."),
    Option("server.agentPreviewRows", "int", 100, "Rows of a table that an agent is shown."),
    Option("server.trustedUserHeaders", "table", {}, "Headers of a trusted proxy that tell who the user is.", hidden=True),
    Option("server.unsafeMetricsUserAttributes", "list", [], "Attributes of users that metrics may show.", hidden=True),
    Option("server.sslCertFile", "str", None, "File of the TLS certificate.", at_start=True),
    Option("server.sslKeyFile", "str", None, "File of the TLS certificate's key.", at_start=True),
    Option("server.unixSocket", "str", None, "Path of a unix socket to listen on, instead of an address and port.", at_start=True),
    Option("server.trustedProxies", "list", [], "Proxies whose X-Forwarded headers are believed: addresses, networks, or unix for those on a unix socket.", at_start=True),
    Option("server.forwardedHeader", "str", "x-forwarded", "Which headers trusted proxies set: x-forwarded (X-Forwarded-For and so on) or forwarded (RFC 7239).", choices=("x-forwarded", "forwarded"), at_start=True),
    Option("server.drainSeconds", "float", 10.0, "Seconds for which running scripts may go on when the server is to end."),
    Option("server.metrics", "str", "local", "Who may read the metrics: local (this machine), all, or off for nobody.", choices=("local", "all", "off")),
    Option("browser.serverAddress", "str", "localhost", "Address that is printed and opened.", at_start=True),
    Option("browser.gatherUsageStats", "bool", False, "Accepted and without effect: no figures are gathered."),
    Option("browser.serverPort", "int", None, "Port that is printed and opened; that of the server when not set.", at_start=True),
    Option("components.allowedHosts", "list", [], "Other hosts that components in the page may load code, styles and data from, such as https://esm.sh."),
    Option("components.trustedHtml", "bool", False, "Scripts of components.html, st.iframe and st.html may reach the page, which some packages need."),
    Option("components.isolated", "list", [], "Components in frames that get an origin of their own, by their full names; '*' for all."),
    Option("ui.hideTopBar", "bool", False, "Hide the bar at the top.", hidden=True),
    Option("magic.displayRootDocString", "bool", False, "Show the script's docstring.", hidden=True),
    Option("magic.displayLastExprIfNoSemicolon", "bool", False, "Show the last expression too if it is a call, unless a semicolon ends it.", hidden=True),
    Option("login.required", "bool", None, "Show nothing before people have logged in; true by itself where there are users, an htpasswd file, headers of a proxy, or rules of access."),
    Option("login.users", "str", None, "File of users that `rushlight user` keeps; users.json in .rushlight beside the script, if it is there."),
    Option("login.htpasswd", "str", None, "File of users and passwords in the format of Apache's htpasswd: bcrypt, MD5 (apr1) or SHA-1."),
    Option("login.passwords", "str", None, "Table of secrets.toml with plain passwords by user name. `rushlight user convert` makes proper users of it."),
    Option("login.headers", "table", {}, "Headers of a trusted proxy that say who somebody is: user (required), email, name, roles, login (a name of this login, letters and digits)."),
    Option("login.endedFolder", "str", None, "Folder in which a trusted proxy leaves a file for each login that has ended, named as the header `login` of login.headers had said; ends the pages that it has open."),
    Option("login.rolesClaim", "str", "roles", "Claim (of a provider, or of login.headers) that lists somebody's roles."),
    Option("login.roles", "table", {}, "Role = list of who has it: names, or claims such as 'email:*@example.org' and 'groups:ops'."),
    Option("login.idleHours", "float", 12.0, "Hours without a visit after which somebody has to log in again."),
    Option("login.maxDays", "float", 7.0, "Days after which somebody has to log in again in any case."),
    Option("login.stateFile", "str", None, "File that keeps who is logged in; logins.sqlite in .rushlight beside the script when not set, 'memory' for none."),
    Option("access.roles", "list", [], "Roles of which one is needed to see the app; all who are logged in may when empty."),
    Option("access.pages", "table", {}, "Address of a page = roles of which one is needed to see it."),
    Option("map.style", "str", None, "What lies below maps instead of outlines of land: the address of a MapLibre style or of tiles ({z}/{x}/{y}), or a mapbox:// style if MAPBOX_API_KEY is set."),
    Option("map.hosts", "list", [], "Hosts that maps may load styles, tiles and data from, such as *.example.org; none but that of map.style by default.", pattern=HOST),
    Option("secrets.files", "list", None, "Files of secrets, the later wins; the usual places when not set."),
    Option("secrets.sources", "list", None, "Where secrets come from, the later wins: file, file:PATH, env:PREFIX_, folder:PATH, aws://, gcp://, vault://.", at_start=True),
    Option("secrets.ttl", "float", 300.0, "Seconds for which secrets of a manager may be used without asking it again.", at_start=True),
)  # fmt: skip

_COLORS = ("red", "orange", "yellow", "blue", "green", "violet", "gray")

_THEME: tuple[tuple[str, Type, str], ...] = (
    ("base", "str", "The theme to start from: light, dark, or a file."),
    ("primaryColor", "str", "Colour of what can be clicked."),
    ("backgroundColor", "str", "Colour of the page."),
    ("secondaryBackgroundColor", "str", "Colour of the sidebar and of fields."),
    ("textColor", "str", "Colour of text."),
    *((f"{name}Color", "str", f"What is called {name}.") for name in _COLORS),
    *((f"{name}BackgroundColor", "str", f"Background of what is called {name}.") for name in _COLORS),
    *((f"{name}TextColor", "str", f"Text of what is called {name}.") for name in _COLORS),
    ("linkColor", "str", "Colour of links."),
    ("linkUnderline", "bool", "Underline links."),
    ("codeTextColor", "str", "Colour of code."),
    ("codeBackgroundColor", "str", "Background of code."),
    ("font", "str", "Typeface of text: sans-serif, serif, monospace, or names of installed ones."),
    ("fontFaces", "list", "Typefaces to load: tables of family, url, weight and style."),
    ("baseFontSize", "int", "Pixels of one rem."),
    ("baseFontWeight", "int", "Weight of text."),
    ("metricValueFontSize", "str", "Size of the figure of a metric."),
    ("metricValueFontWeight", "int", "Weight of the figure of a metric."),
    ("headingFont", "str", "Typeface of headings."),
    ("headingFontSizes", "values", "Sizes of the six headings, or one for all."),
    ("headingFontWeights", "values", "Weights of the six headings, or one for all."),
    ("codeFont", "str", "Typeface of code."),
    ("codeFontSize", "str", "Size of code."),
    ("codeFontWeight", "int", "Weight of code."),
    ("baseRadius", "str", "Roundness of corners: none, small, medium, large, full, or a length."),
    ("buttonRadius", "str", "Roundness of buttons."),
    ("paddingTop", "str", "Space above the page."),
    ("paddingBottom", "str", "Space below the page."),
    ("borderColor", "str", "Colour of lines."),
    ("dataframeBorderColor", "str", "Colour of the lines of tables."),
    ("dataframeHeaderBackgroundColor", "str", "Background of the heads of tables."),
    ("dataframeHeaderTextColor", "str", "Text of the heads of tables."),
    ("showWidgetBorder", "bool", "Show a frame around fields at all times."),
    ("showSidebarBorder", "bool", "Show a line beside the sidebar."),
    ("chartCategoricalColors", "list", "Colours of categories in charts."),
    ("chartSequentialColors", "list", "Ten colours of rising values in charts."),
    ("chartDivergingColors", "list", "Ten colours of values around a middle in charts."),
)

_MAIN_ONLY = (
    "base", "baseFontSize", "baseFontWeight", "fontFaces", "metricValueFontSize", "metricValueFontWeight",
    "showSidebarBorder",
)  # fmt: skip

THEME_SECTIONS = ("theme", "theme.sidebar", "theme.light", "theme.dark", "theme.light.sidebar", "theme.dark.sidebar")


def _theme_options() -> list[Option]:
    return [
        Option(f"{section}.{name}", type, None, help)
        for section in THEME_SECTIONS
        for name, type, help in _THEME
        if section == "theme" or name not in _MAIN_ONLY
    ]


OPTIONS: dict[str, Option] = {option.name: option for option in (*_PLAIN, *_theme_options())}
"""Every setting by name."""
