"""Tokens with which programs read the API for somebody (R12). A token never reaches further than its owner.

Only its hash is kept, it ends by itself, and who made or stopped it stands in the audit trail. The page is
`/account/tokens/`; the API is `/api/v1/`.
"""
