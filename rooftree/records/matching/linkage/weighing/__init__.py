"""Weighs the evidence that two rows are one person, by what each agreement is worth on the landlord's own
rows (Fellegi and Sunter), and joins them unless that would contradict itself. Knows no Django, no database.
"""
