"""Tables as Parquet files below any fsspec URL: a folder, s3://, gs://, memory:// ..."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any

import fsspec
import pandas as pd
from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs
from fsspec.implementations.arrow import ArrowFSWrapper
from fsspec.implementations.local import LocalFileSystem


class Storage:
    """A place that has tables.

    Args:
        url: where they are: a folder, or a URL such as s3://bucket/energy.
        options: of the file system. For s3:// those of pyarrow's S3FileSystem (access_key, secret_key,
            endpoint_override, scheme, region, anonymous); for others those of their fsspec class, such as token of gs://.

    Example:
        >>> Storage("data").write("y", frame)
        >>> Storage("s3://forecasts/dk", {"region": "eu-west-1"}).read("y")
    """

    def __init__(self, url: str, options: Mapping[str, Any] | None = None) -> None:
        self.url = url
        self._files, self._root = _opened(url, dict(options or {}))

    def write(self, name: str, frame: pd.DataFrame) -> None:
        """Write a table; readers see the old one or the new one, nothing between."""
        buffer = BytesIO()
        frame.to_parquet(buffer)
        path = self._path(name)
        if isinstance(self._files, LocalFileSystem):
            self._files.makedirs(self._root, exist_ok=True)
            with self._files.transaction, self._files.open(path, "wb") as file:
                file.write(buffer.getvalue())
        else:
            self._files.pipe_file(path, buffer.getvalue())

    def read(self, name: str) -> pd.DataFrame:
        """Return a table; raise FileNotFoundError if there is none."""
        return pd.read_parquet(BytesIO(self._files.cat_file(self._path(name))))

    def version(self, name: str) -> str:
        """Return what differs as soon as the table was written anew: its ETag or its time and size.

        Raises FileNotFoundError if there is none.
        """
        path = self._path(name)
        if isinstance(self._files, ArrowFSWrapper):
            # The time of an object has whole seconds; its ETag is of the content.
            with self._files.fs.open_input_file(path) as file:
                return str(sorted((file.metadata() or {}).items()))
        self._files.invalidate_cache(self._root)
        return sha256(repr(sorted(self._files.info(path).items(), key=repr)).encode()).hexdigest()

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}.parquet"


def _opened(url: str, options: dict[str, Any]) -> tuple[AbstractFileSystem, str]:
    protocol, _, path = url.partition("://")
    if protocol == "s3":
        # That of pyarrow is here already; s3fs needs a botocore of its own.
        from pyarrow.fs import S3FileSystem

        return ArrowFSWrapper(S3FileSystem(**options)), path.rstrip("/")
    if path and protocol not in fsspec.available_protocols():
        raise ValueError(
            f"{url!r} has no protocol that fsspec knows. It may be a folder, s3://..., gs://..., and so on."
        )
    files, root = url_to_fs(url, **options)
    return files, str(root).rstrip("/")
