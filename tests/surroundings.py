"""A pytest plugin: gives the product a data folder of its own before its settings are read."""

import atexit
import os
import shutil
import tempfile

DAY = "2023-06-13"

if "GUATU_DATA" not in os.environ:
    os.environ["GUATU_DATA"] = tempfile.mkdtemp(prefix="guatu-tests-")
    atexit.register(shutil.rmtree, os.environ["GUATU_DATA"], ignore_errors=True)
os.environ["GUATU_AS_OF"] = DAY
os.environ["LC_ALL"] = "C.UTF-8"  # the terminal answers in Chinese unless a test asks otherwise
