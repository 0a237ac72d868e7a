"""The machinery: tables, contracts made executable, the embedded PostgreSQL. Knows no Django and no housing
words.
"""
