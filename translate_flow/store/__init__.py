"""The memory of the machine: `Store` over a small driver."""
