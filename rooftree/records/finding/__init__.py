"""Finding a record by what somebody typed (R2, R11). Holds the words by which homes, blocks and people are
known, now and formerly, and a dictionary of those words; nothing in it is a fact of its own, all of it can be
made again from the records. Its page is Search, and the box at the top of every other page."""
