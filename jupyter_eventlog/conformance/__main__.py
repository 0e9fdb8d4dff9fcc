"""`python -m jupyter_eventlog.conformance FOLDER`."""

from __future__ import annotations

import sys

from . import main

sys.exit(main())
