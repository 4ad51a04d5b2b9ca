"""The gallery: small finished apps, each with its source beside it."""

from importlib.util import find_spec
from pathlib import Path

import rushlight as st

HERE = Path(__file__).parent
APPS = {
    "": {
        "home": ("Gallery", "local_fire_department", ()),
    },
    "Data": {
        "sellers": ("Sellers", "storefront", ()),
        "explorer": ("Ten million rows", "table_rows", ()),
        "notebook": ("SQL notebook", "database", ("duckdb",)),
        "budget": ("Budget", "savings", ()),
        "stations": ("Stations", "map", ("pydeck",)),
    },
    "Models": {
        "penguins": ("Penguins", "science", ("sklearn", "altair")),
        "sentiment": ("Sentiment", "sentiment_satisfied", ("sklearn",)),
        "chat": ("Chat", "chat", ()),
    },
    "Live and tools": {
        "sensors": ("Sensors", "sensors", ()),
        "picture": ("Picture filter", "photo_filter", ()),
        "ab_test": ("A/B test", "balance", ()),
        "elements": ("Elements", "widgets", ()),
    },
}

st.set_page_config(page_title="Rushlight gallery", page_icon="🔥", layout="wide")

pages = {
    group: [
        st.Page(HERE / "apps" / f"{name}.py", title=title, icon=f":material/{icon}:", default=name == "home")
        for name, (title, icon, _) in apps.items()
    ]
    for group, apps in APPS.items()
}
page = st.navigation(pages)
names = {name: facts for apps in APPS.values() for name, facts in apps.items()}
name = page.url_path or "home"
missing = [package for package in names[name][2] if find_spec(package) is None]

if missing:
    st.title(page.title)
    st.info(f"This app needs {', '.join(missing)}. Install them with `pip install rushlight[gallery]`.")
elif name == "home":
    page.run()
elif st.sidebar.toggle("Show the source", key="source", help="The whole app, as it runs beside it."):
    app, source = st.columns([3, 2], gap="large")
    with app:
        page.run()
    source.code((HERE / "apps" / f"{name}.py").read_text("utf-8"), language="python", line_numbers=True, height=900)
else:
    page.run()
