"""The landlord's names, places, codes, faults and file shapes: data, so that changing it needs no code."""
