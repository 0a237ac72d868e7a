"""Tests of rooftree.records.matching.linkage.addresses."""
