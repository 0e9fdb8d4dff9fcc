"""Where accepted events lie until every sink has them."""
