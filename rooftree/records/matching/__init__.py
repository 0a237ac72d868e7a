"""Decides that two source rows are one person or one home; every decision can be seen and undone (R11, R17).
The method itself is in linkage/.
"""
