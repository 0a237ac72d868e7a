"""Oneserve: repairs jobs, appointments, events."""
