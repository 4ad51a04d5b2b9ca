"""Testing apps without a browser."""
