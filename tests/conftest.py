"""What tests of a server share."""

import pytest


@pytest.fixture
def eventlog(jp_serverapp):
    """The EventLog of the server that a test runs in its own process."""
    found = jp_serverapp.web_app.settings["eventlog"]
    yield found
    found.close()
