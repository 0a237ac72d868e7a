"""What follows from what systems say of who lives where: on a day, over time, and where they disagree.
Knows no database and no clock; what could not be known on the day is not asked.
"""
