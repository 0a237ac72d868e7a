"""What makes life harder for someone, for how long, and when we look again (R4, R6). Not shown on any page
yet.
"""
