"""What makes life harder for someone, for how long, and when we look again (R4, R6). Pages show what to do at
the door (a home's page, the list of visits) and never why: the reasons are on no page.
"""
