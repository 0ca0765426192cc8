"""scorify: its own scoresheet, by its own program's functions."""

import csv
import io
import sys

import scorify
from key import Key

key, source, target = Key(sys.argv[1]), sys.argv[2], sys.argv[3]
print(scorify.__version__ if hasattr(scorify, "__version__") else "")
