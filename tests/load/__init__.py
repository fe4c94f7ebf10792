"""What starts, calls and lists cost, measured: `make bench`, or `python -m tests.load`."""
