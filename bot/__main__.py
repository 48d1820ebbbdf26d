"""`python -m bot` is the command `clerk`."""

import sys

from bot.cli import main

sys.exit(main())
