"""What the repairs systems say was asked, ordered, booked and done (R19, R20). Knows no visit rules; those
are a service.
"""
