"""The only writes: the nightly check and its merge into the ledger, and what people do with exceptions."""
