"""What is claimed of Rooftree's speed and memory, measured: ours beside a named peer, in the same run.

`rooftree bench nightly` runs it. A figure without its peer is only a figure of one machine on one day.
"""
