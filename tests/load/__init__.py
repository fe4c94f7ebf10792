"""What starts, calls and lists cost, measured: `make bench`."""
