"""The REST interface, one file a resource; `routes.py` lists them."""
