"""How Oneserve tells it: sites, jobs, visits and the proof of each visit, with NEC's orders for the same
work.
"""
