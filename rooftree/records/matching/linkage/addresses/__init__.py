"""Which of the known homes an address means, however it was typed: by what both say, and by a matcher that
was trained on addresses elsewhere and runs here, offline. Knows no Django, no database.
"""
