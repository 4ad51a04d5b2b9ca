"""Streamlit's name of uploaded files."""

from rushlight.elements.inputs.file_uploader import UploadedFile

__all__ = ["UploadedFile"]
