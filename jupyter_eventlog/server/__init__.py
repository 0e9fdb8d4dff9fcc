"""The extension of Jupyter Server."""
