"""Pages on which people decide what is one: the queue, two side by side, the log, a row not theirs."""
