"""Tenancies, rent accounts, voids, lettings, applications, homelessness and temporary accommodation (R11).
Pages: on the home and the person.
"""
