"""The shared meaning: what a word stands for, which system holds it, who owns it, who may see it. Knows
nothing of the rest.
"""
