"""The settings of the tests: the product's own, in a home that is thrown away when the tests end."""

import os
import tempfile
from pathlib import Path

# The first process makes the home; the test runner's other processes inherit its name.
if "ROOFTREE_TEST_HOME" not in os.environ:
    _place = Path(tempfile.mkdtemp(prefix="roof-tests-"))
    _place.chmod(0o711)  # the database's own account must be able to walk through
    os.environ["ROOFTREE_TEST_HOME"] = str(_place)
os.environ["ROOFTREE_HOME"] = str(Path(os.environ["ROOFTREE_TEST_HOME"]) / "var")
os.environ["ROOFTREE_ENV"] = "test"
for _name in ("ROOFTREE_TODAY", "ROOFTREE_LANDING", "ROOFTREE_MAPPINGS", "ROOFTREE_LANDLORD"):
    os.environ.pop(_name, None)

from rooftree.config.settings import *  # noqa: E402, F403

# Programs that the tests start read the product's settings, in the same home.
os.environ["DJANGO_SETTINGS_MODULE"] = "rooftree.config.settings"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
