"""Files that put an app onto servers of others: containers, systemd, nginx, Heroku, Kubernetes, Cloud Run."""

from __future__ import annotations

from rushlight.deploy.app import App, read_app
from rushlight.deploy.files import Drift, File, Written, drift_of, write
from rushlight.deploy.targets import TARGETS, Target, Wishes, plan

__all__ = ["TARGETS", "App", "Drift", "File", "Target", "Wishes", "Written", "drift_of", "plan", "read_app", "write"]
