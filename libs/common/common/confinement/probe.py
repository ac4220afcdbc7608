"""Says that it is confined: a confined program that does nothing else, to find out whether there can be one."""

import sys

sys.stdout.write("confined")
