"""The lists of the ledger as data: what is to be mended, and what was. Their pages are web/staff/quality."""
