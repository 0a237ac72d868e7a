"""Enquiries and complaints as the source systems hold them. Pages: on the home and the person."""
