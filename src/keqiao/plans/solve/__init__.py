"""The smallest joint change of a body: plain Python, no Django, with HiGHS for the integer program."""
