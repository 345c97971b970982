"""What happens in the office, stored: every write an action, every action in a chained log. One folder, one area.

Django is readied here, without a connection; ``settings.configure`` chooses the database.
"""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "qingshan.operations.settings"
django.setup()
