"""The desk: the office and its evaluations in a browser. It writes sessions, passwords and finished evaluations.

Everything else is an action of ``operations``. Importing it chooses the desk's settings, unless others were chosen.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingshan.web.settings")

import qingshan.operations  # noqa: F401 (readies Django, with the settings just chosen)
