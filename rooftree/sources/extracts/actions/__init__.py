"""The only writes of this subject: runs and their steps, landing, problems.

Import the module that does the thing.
"""
