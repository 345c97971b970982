"""What happens in the office, stored: every write an action, every action in a chained log. One folder, one area.

Django is readied here, without a connection; ``settings.configure`` chooses the database. Settings chosen before are
kept: those of the desk hold the office's and more.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingshan.operations.settings")
django.setup()
