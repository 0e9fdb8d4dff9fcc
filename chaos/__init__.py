"""Breaks real processes, disks, files and destinations, and counts what becomes of every event."""
