"""Simulation: all five services on one seeded scheduler, network and clock in one process; `make simulate`."""
