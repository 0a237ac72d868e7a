"""People, their names, how to reach them, who lives with whom, and equality information (R4, R11). Pages:
/people/.
"""
