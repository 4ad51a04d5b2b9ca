"""Streamlit's name of uploaded files."""

from rushlight.elements.inputs.uploaded import UploadedFile

__all__ = ["UploadedFile"]
