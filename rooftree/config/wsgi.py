"""What the web server asks for: the application, with all that its pages need already read."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rooftree.config.settings")
pages = get_wsgi_application()

from rooftree.web import ahead, clock  # noqa: E402 - Django is ready from here on
from rooftree.web.room import roomy  # noqa: E402

ahead.prepare(today=clock.today())
application = roomy(pages)
gc.freeze()  # what all processes share is never looked through again
