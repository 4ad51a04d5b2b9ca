import importlib
import json
from pathlib import Path

import streamlit as st

apps = json.loads((Path(__file__).parent / "apps.json").read_text())
name = st.sidebar.radio("App", [app["name"] for app in apps])
module = importlib.import_module(next(app["module"] for app in apps if app["name"] == name))
module.run()
