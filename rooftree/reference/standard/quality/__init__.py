"""The recording standard's rules: what must hold of every record, how grave it is when it does not, why that
matters to a resident, who mends it and where (R7, R13, R18).

Rules stand in the `quality` lists of the data contracts, as the Open Data Contract Standard has them; here
they are read, judged, written out and published. To add a rule, add one entry to a contract. Nothing here
looks at a row: `rooftree.engine.checking` does.
"""
