"""Contractors and partners held to the recording standard: what was agreed, how it is kept, what they send.

Holds agreements and their versions, the share that each requirement reached in each month, the records that
fell short, and what became of files that others sent (R8). It changes no record and sends no email. To add a
requirement, add one entry to `templates.yaml`; a new way of measuring goes to `measuring`. Its pages are
`web/staff/agreements`.
"""
