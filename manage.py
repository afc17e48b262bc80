#!/usr/bin/env python3
"""Sourcebook's command line: ``manage.py help`` lists what it can do."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit(
            "Django is not installed here. Run the first command of README.md, which sets everything up."
        )
    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        # Also while everything is being loaded; where a command has begun to write it says more itself.
        sys.stderr.write("Interrupted.\n")
        sys.exit(2)
